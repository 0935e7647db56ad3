import { errorCatalogue } from "../contract/error-catalogue.js";
import type { ModelContract, ParameterSchema } from "../contract/model-contract.js";
import { type Difference, difference } from "./difference.js";
import type { DriftFinding } from "./drift-finding.js";
import { errorRows } from "./error-rows.js";
import { compareStatuses } from "./guide-statuses.js";
import { type PageRow, tableRows } from "./table-rows.js";

/** The facts that the guide is compared with. */
export interface GuideFacts {
  readonly models: readonly ModelContract[];
  /** Dollars a second by quality. */
  readonly prices: Readonly<Record<string, number>>;
}

type GuideDifference = Difference & { readonly model?: string };

/** The result of comparing the tables of a guide. */
export interface ComparedTables {
  readonly findings: readonly DriftFinding[];
  /** Which of its tables were found: of models, statuses, errors, prices, parameters. */
  readonly tables: number;
}

/** Compares the facts in the guide's tables: models, statuses, error codes, prices, types and bounds of parameters. */
export function compareGuide(text: string, facts: GuideFacts): ComparedTables {
  const rows = tableRows(text);
  const compared = [
    modelRows(rows, facts),
    errorRows(rows, Object.values(errorCatalogue.submit)),
    priceRows(rows, facts),
    compareStatuses(rows),
    parameterRows(rows, facts),
  ].filter((found) => found !== undefined);
  return {
    findings: compared.flat().map((finding) => ({ model: "guide", ...finding })),
    tables: compared.length,
  };
}

function modelRows(rows: readonly PageRow[], { models }: GuideFacts): GuideDifference[] | undefined {
  const listed = rows.flatMap(({ text, cells, line }) => {
    const [, id] =
      /^(wan\d[\d.]*-[a-z]+(?:-[a-z]+)*)(?=[\p{Lu}\p{Lo}]|$)/u.exec(
        cells.length > 1 ? (cells[0] ?? "") : text,
      ) ?? [];
    return id === undefined || (cells.length === 1 && id === text) ? [] : [{ id, line }];
  });
  if (listed.length === 0) return undefined;
  const added = listed.filter(({ id }) => models.every((model) => model.id !== id));
  const removed = models.filter(({ id }) => listed.every((one) => one.id !== id));
  const line = listed[0]?.line;
  return [
    ...added.map((one) => difference("model-added", "model", { published: one.id, line: one.line })),
    ...removed.map(({ id }) => difference("model-removed", "model", { ours: id, line })),
  ];
}

function priceRows(rows: readonly PageRow[], { prices }: GuideFacts): GuideDifference[] | undefined {
  const found: GuideDifference[] = [];
  let count = 0;
  for (const { text, line } of rows) {
    const stated = [
      ...[...text.matchAll(/\$(\d+\.\d+)\s?\/\s?sec(?:ond)?\s+at\s+(\d{3,4}p)/g)].map(([, usd, quality]) => [
        quality,
        usd,
      ]),
      ...[...text.matchAll(/^(\d{3,4}p)\$(\d+\.\d+)(?=[\s$(]|$)/g)].map(([, quality, usd]) => [quality, usd]),
    ];
    for (const [quality = "", usd] of stated) {
      const ours = Object.hasOwn(prices, quality) ? prices[quality] : undefined;
      if (ours !== undefined) count++;
      if (ours === undefined || Math.abs(ours - Number(usd)) < 0.00005) continue;
      found.push(difference("price", quality, { ours, published: Number(usd), line }));
    }
  }
  const unlike = (one: GuideDifference, other: GuideDifference) =>
    one.parameter !== other.parameter || one.published !== other.published;
  if (count === 0) return undefined;
  return found.filter((finding, index) => found.slice(0, index).every((before) => unlike(before, finding)));
}

/** Headings behind which the tables of one model stand, or of all. */
const SECTIONS: readonly (readonly [heading: RegExp, models: RegExp])[] = [
  [/^Shared parameters/i, /./],
  [/^(?:Mode \d: )?Text-to-video(?: specific)?$/i, /text-to-video$/],
  [/^(?:Mode \d: )?Image-to-video(?: specific| with .*)?$/i, /image-to-video$/],
  [/^(?:Mode \d: )?Reference[- ]video(?: specific| with .*)?$/i, /reference-video$/],
  [/^(?:Mode \d: )?Video[- ]edit(?:ing)?(?: specific)?$/i, /video-edit$/],
];

/** The cell right behind a parameter's name. */
const KIND = /^(Yes|No|(?:string|number|integer|boolean|array|object)(?![a-z]))\s?(.*)$/;

function parameterRows(rows: readonly PageRow[], { models }: GuideFacts): GuideDifference[] | undefined {
  const found: GuideDifference[] = [];
  let count = 0;
  let meant: readonly ModelContract[] = [];
  for (const { text, line } of rows) {
    const heading = text.replace(/^#{1,6}\s+/, "").replace(/^\d+\.\s+/, "");
    const section = SECTIONS.find(([pattern]) => pattern.test(heading));
    if (section !== undefined) {
      meant = models.filter(({ id }) => section[1].test(id));
      continue;
    }
    const [, name = "", kind = "", rest = ""] = rowOf(text, meant) ?? [];
    if (name === "") continue;
    count++;
    for (const model of meant) {
      const parts = factsOfRow({ name, kind, rest }, model);
      found.push(...parts.map((part) => ({ ...part, model: model.id, parameter: name, line })));
    }
  }
  return count === 0 ? undefined : found;
}

/** A row about a parameter: its name, its type or whether it is required, and the rest. */
function rowOf(text: string, models: readonly ModelContract[]): readonly string[] | undefined {
  // Without bars the type stands right behind the name: the longest name that is known is meant.
  const names = models.flatMap(({ properties }) => Object.keys(properties));
  const [name] = names.filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length);
  if (name === undefined) return undefined;
  const tail = KIND.exec(text.slice(name.length));
  return tail === null ? undefined : ["", name, tail[1] ?? "", tail[2] ?? ""];
}

type RowFact = Omit<GuideDifference, "model" | "parameter" | "line">;

function factsOfRow(
  { name, kind, rest }: { readonly name: string; readonly kind: string; readonly rest: string },
  model: ModelContract,
): RowFact[] {
  const schema = Object.hasOwn(model.properties, name) ? model.properties[name] : undefined;
  if (schema === undefined) return [];
  const found: RowFact[] = [];
  const differs = (change: string, ours: unknown, published: unknown) => {
    found.push({
      severity: "critical",
      change,
      part: "request",
      ours,
      published,
      meaning: "a request that is valid there is refused here, or the reverse",
    });
  };
  if (kind === "Yes" || kind === "No") {
    const isRequired = model.required.includes(name);
    if (isRequired !== (kind === "Yes")) differs("required", isRequired, kind === "Yes");
  } else if (schema.type !== kind) differs("type", schema.type, kind);
  for (const [change, ours, published] of boundsOfRow(name, rest, schema)) {
    if (ours !== published) differs(change, ours, published);
  }
  return found;
}

function boundsOfRow(
  name: string,
  rest: string,
  schema: ParameterSchema,
): (readonly [change: string, ours: unknown, published: unknown])[] {
  const bounds: (readonly [string, unknown, unknown])[] = [];
  // In "52-15 seconds" the default stands right before the range, so the widest reading is taken off.
  const [, low, high] = /(\d+)\s?[-\u2013]\s?(\d+)\s?sec/.exec(name === "duration" ? rest : "") ?? [];
  if (low !== undefined && high !== undefined) {
    const plain = withoutDefault(low, schema.default);
    // An edit may also keep its length: 0 stands apart from the range.
    if (schema.minimum !== 0) bounds.push(["minimum", schema.minimum, Number(plain)]);
    bounds.push(["maximum", schema.maximum, Number(high)]);
  }
  const [, characters] = /up to (\d+) characters/i.exec(rest) ?? [];
  if (characters !== undefined) bounds.push(["maxLength", schema.maxLength, Number(characters)]);
  const [, exactly] = /exactly (\d+)/i.exec(rest) ?? [];
  if (exactly !== undefined && schema.type === "array") {
    bounds.push(
      ["minItems", schema.minItems, Number(exactly)],
      ["maxItems", schema.maxItems, Number(exactly)],
    );
  }
  const [, most] = /^up to (\d+)(?! characters)/i.exec(rest) ?? [];
  if (most !== undefined && schema.type === "array") bounds.push(["maxItems", schema.maxItems, Number(most)]);
  const [, first, last] = /^(?:random)?(\d+)-(\d+)(?= |$)/.exec(name === "seed" ? rest : "") ?? [];
  if (first !== undefined) {
    bounds.push(["minimum", schema.minimum, Number(first)], ["maximum", schema.maximum, Number(last)]);
  }
  return bounds;
}

/** The lower end of a range, without the default that a table without bars shows right before it. */
function withoutDefault(low: string, standard: unknown): string {
  const before = typeof standard === "number" ? String(standard) : "";
  return before !== "" && low.length > before.length && low.startsWith(before)
    ? low.slice(before.length)
    : low;
}
