import { closeNames } from "../../errors/close-names.js";
import { ownMember } from "../../text/own-member.js";
import { parseUrl } from "../../text/parse-url.js";
import type { Finding } from "../finding.js";
import { countUrls } from "../media/material.js";
import type { ModelContract, ParameterSchema } from "../model-contract.js";
import { exampleUrls, mediaKindOf } from "../models/model-traits.js";
import { slotsOf } from "../models/reference-video.js";
import { traitsOf } from "../models/wan-models.js";
import { closeParameters } from "../parameter-names.js";
import type { Body, Rule } from "../rules/define-rule.js";
import { type Path, pathOf, type Step, valueIn } from "./body-edit.js";
import { closestValues, isList, nearValues, typeOf } from "./near-values.js";

type Members = Readonly<Record<string, unknown>>;

/** An error of a body, and what its correction may draw on. */
export interface BodyError {
  readonly finding: Finding;
  readonly body: Body;
  /** Absent while the body names no known model. */
  readonly model: ModelContract | undefined;
  /** Absent for a bound that a schema states. */
  readonly rule: Rule | undefined;
}

/** What is worked out of an error once. */
interface Place extends BodyError {
  readonly path: Path;
  readonly value: unknown;
  readonly schema: ParameterSchema;
  /** Bodies that the rule accepts, and the least body of the model. */
  readonly samples: readonly Members[];
  /** Other parameters that the rule reads. */
  readonly beside: readonly string[];
}

const anything: ParameterSchema = {};

/** Of a model that is not known: which one is meant is not guessed, only spelling and type are. */
const anyText: ParameterSchema = { type: "string" };

/**
 * Edits that may correct an error, from the least invasive to the most: another name, a value near the one that was
 * sent, a value near that of another parameter of the rule, an example's value, a missing parameter, removal, and last
 * all parameters of the rule as in an example. Whether one does correct it is for the caller to judge. A text without a
 * closed set of values, such as a prompt, is never replaced by an example.
 */
export function* candidateEdits(error: BodyError): Generator<readonly Step[]> {
  const path = pathOf(error.body, error.finding.pointer);
  if (path === undefined) return;
  const place = placeOf(error, path);
  if (isEmpty(place.value)) yield* removals(place);
  yield* renames(place);
  yield* nearHere(place);
  yield* nearBeside(place);
  yield* replacements(place);
  yield* additionsBeside(place);
  yield* removals(place);
  yield* removalsBeside(place);
  yield* moreFilesBeside(place);
  yield* wholeSamples(place);
}

function placeOf(error: BodyError, path: Path): Place {
  const { body, model, rule } = error;
  const least = model === undefined ? undefined : traitsOf(model.id).leastBody;
  return {
    ...error,
    path,
    value: valueIn(body, path),
    schema: model === undefined && path.join() === "model" ? anyText : schemaAt(model, path),
    samples: [...(least === undefined ? [] : [least]), ...acceptedBy(rule, body.model)],
    beside: rule?.meta.parameters.filter((name) => name !== path[0]) ?? [],
  };
}

function acceptedBy(rule: Rule | undefined, model: unknown): readonly Members[] {
  const bodies = rule?.meta.examples.accepts.map(({ body }) => body) ?? [];
  const given = bodies.filter((body) => typeof body !== "string");
  const own = given.filter((body) => body["model"] === model);
  return own.length === 0 && rule?.meta.everyModel === true ? given : own;
}

/** Whether there is no value, or one that stands for none. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (isList(value) && value.length === 0);
}

/** The schema of what stands at a path; one that allows anything where the document has none. */
function schemaAt(model: ModelContract | undefined, [top, ...inner]: Path): ParameterSchema {
  let schema = top === undefined ? anything : (ownMember(model?.properties ?? {}, top) ?? anything);
  for (const name of inner) {
    const { items, properties = {}, additionalProperties } = schema;
    const others = typeof additionalProperties === "object" ? additionalProperties : anything;
    schema = typeOf(schema) === "array" ? (items ?? anything) : (ownMember(properties, name) ?? others);
  }
  return schema;
}

/** Another name for a member that has none of the known ones; for a missing one, a member with a name close to it. */
function* renames(place: Place): Generator<readonly Step[]> {
  const { finding, body, model, path, value } = place;
  const name = path.at(-1);
  if (name === undefined) return;
  const known = knownNames(place);
  if (value === undefined && path.length === 1) {
    for (const other of Object.keys(body)) {
      if (!known.includes(other) && closeParameters(other, [name]).length > 0)
        yield* renamed([other], name, body, model);
    }
  }
  if (value === undefined || known.includes(name)) return;
  const isReference = path.length === VOICE_LEVEL;
  const close = isReference ? closeNames(name, known) : closeParameters(name, known);
  for (const other of new Set([...(finding.suggestions ?? []), ...close]))
    yield* renamed(path, other, body, model);
}

/** `/model_params/voice_bindings/image1` */
const VOICE_LEVEL = 3;

/** Names that a member beside others may have: of parameters, of members that the document states, of references. */
function knownNames({ body, model, path }: Place): readonly string[] {
  const [top, inner] = path;
  if (path.length === 1) return ["model", ...Object.keys(model?.properties ?? {})];
  if (path.length === VOICE_LEVEL && top === "model_params" && inner === "voice_bindings")
    return [...slotsOf("image", countUrls(body.image_urls)), ...slotsOf("video", countUrls(body.video_urls))];
  return Object.keys(schemaAt(model, path.slice(0, -1)).properties ?? {});
}

/** The member under another name, with its value, or one near it where the schema of that name asks for another. */
function* renamed(
  path: Path,
  name: string,
  body: Body,
  model: ModelContract | undefined,
): Generator<readonly Step[]> {
  const value = valueIn(body, path);
  const schema = schemaAt(model, [...path.slice(0, -1), name]);
  yield [{ kind: "rename", path, name, value }];
  for (const near of closestValues(value, schema)) yield [{ kind: "rename", path, name, value: near }];
}

/** Values near the one that was sent. */
function* nearHere({ finding, path, value, schema }: Place): Generator<readonly Step[]> {
  if (value === undefined) return;
  if (typeof value === "string") {
    for (const better of finding.suggestions ?? []) {
      // A long one is cut, for sentences.
      if (!better.endsWith("...")) yield [{ kind: "set", path, value: inPlaceOf(value, better) }];
    }
  }
  for (const near of nearValues(value, schema)) yield [{ kind: "set", path, value: near }];
}

/** A suggestion in a text that spells it otherwise; the suggestion alone where the text does not hold it. */
function inPlaceOf(text: string, better: string): string {
  const words = better.split(" ").map((word) => word.replaceAll(/[^\w]/g, String.raw`\$&`));
  const spelt = new RegExp(String.raw`(?<![\w])${words.join(String.raw`\s*`)}(?![\w])`, "gi");
  return /\s/.test(better) ? text.replaceAll(spelt, () => better) : better;
}

/** Values near those of other parameters that the rule reads. */
function* nearBeside({ body, model, beside }: Place): Generator<readonly Step[]> {
  for (const name of beside) {
    const value: unknown = ownMember(body as Members, name);
    if (value === undefined) continue;
    for (const near of nearValues(value, schemaAt(model, [name])))
      yield [{ kind: "set", path: [name], value: near }];
  }
}

/** The default, a value that an accepted body has there, one of a closed set; for what is missing as well. */
function* replacements({ path, value, schema, samples }: Place): Generator<readonly Step[]> {
  if (path.length === 0 || isOwnText(value, schema)) return;
  const given = samples.map((sample) => valueIn(sample, path)).filter((sample) => !isEmpty(sample));
  if (typeof value === "string") {
    for (const sample of given) {
      const moved = withHostOf(value, sample);
      if (moved !== undefined) yield [{ kind: "set", path, value: moved }];
    }
  }
  const offered = [
    schema.default,
    ...(schema.enum ?? []),
    ...given,
    ...mediaAt(path, schema),
    leastOf(schema),
  ];
  for (const one of offered) if (one !== undefined) yield [{ kind: "set", path, value: one }];
  if (value !== undefined || schema.default === undefined) return;
  for (const near of nearValues(schema.default, schema)) yield [{ kind: "set", path, value: near }];
}

/** Example files for a URL or a list of them: two, since one may be what is wrong. */
function mediaAt([top = ""]: Path, schema: ParameterSchema): readonly unknown[] {
  const kind = mediaKindOf(top);
  if (kind === undefined) return [];
  const urls = exampleUrls(kind, 2);
  if (schema.format === "uri") return urls;
  return schema.items?.format === "uri" ? [urls.slice(0, 1)] : [];
}

/** Whether a value is a text of the sender's own: no URL, and no word of a closed set. */
function isOwnText(value: unknown, schema: ParameterSchema): boolean {
  return (
    typeof value === "string" &&
    value !== "" &&
    schema.format === undefined &&
    schema.enum === undefined &&
    typeOf(schema) === "string"
  );
}

/** The path and query of a URL on the host of another. */
function withHostOf(value: string, sample: unknown): string | undefined {
  const [own, other] = [parseUrl(value), typeof sample === "string" ? parseUrl(sample) : undefined];
  if (own === undefined || other === undefined || !/^https?:$/.test(own.protocol)) return undefined;
  return `${other.origin}${own.pathname}${own.search}`;
}

/** The least value of a schema, where the document leaves no doubt. */
function leastOf({ minimum, ...schema }: ParameterSchema): unknown {
  const type = typeOf(schema);
  if (type === "number" || type === "integer") return minimum;
  return type === "boolean" ? false : undefined;
}

/** Parameters that the rule reads and the body lacks, as accepted bodies have them. */
function* additionsBeside({ body, beside, samples }: Place): Generator<readonly Step[]> {
  for (const name of beside) {
    if (!isEmpty(ownMember(body as Members, name))) continue;
    for (const value of samples.map((sample) => ownMember(sample, name)))
      if (!isEmpty(value)) yield [{ kind: "set", path: [name], value }];
  }
}

/** An example file in each list of media that the rule reads, behind those of the body. */
function* moreFilesBeside({ body, model, beside }: Place): Generator<readonly Step[]> {
  for (const name of beside) {
    const given = ownMember(body as Members, name) ?? [];
    for (const files of mediaAt([name], schemaAt(model, [name])))
      if (isList(files) && isList(given)) yield [{ kind: "set", path: [name], value: [...given, ...files] }];
  }
}

/** The member or item away, then what holds it. */
function* removals({ path, value }: Place): Generator<readonly Step[]> {
  if (value === undefined) return;
  for (let length = path.length; length > 0; length--)
    yield [{ kind: "remove", path: path.slice(0, length) }];
}

function* removalsBeside({ body, beside, model }: Place): Generator<readonly Step[]> {
  for (const name of beside) {
    if (Object.hasOwn(body, name) && model?.required.includes(name) !== true)
      yield [{ kind: "remove", path: [name] }];
  }
}

/**
 * All parameters that the rule reads, after an accepted body: what it has beside what was sent, then without what it
 * lacks, then all as it is there.
 */
function* wholeSamples(place: Place): Generator<readonly Step[]> {
  for (const way of ["add", "add and remove", "replace"] as const) {
    for (const sample of place.samples) {
      const steps = stepsTo(sample, way, place);
      if (steps.length > 1) yield steps;
    }
  }
}

function stepsTo(
  sample: Members,
  way: "add" | "add and remove" | "replace",
  { body, model, rule }: Place,
): readonly Step[] {
  const steps: Step[] = [];
  for (const name of rule?.meta.parameters ?? []) {
    const value = ownMember(body as Members, name);
    const to = ownMember(sample, name);
    if (isOwnText(value, schemaAt(model, [name])) || JSON.stringify(value) === JSON.stringify(to)) continue;
    if (to === undefined) {
      if (way !== "add") steps.push({ kind: "remove", path: [name] });
    } else if (way === "replace" || isEmpty(value)) steps.push({ kind: "set", path: [name], value: to });
  }
  return steps;
}
