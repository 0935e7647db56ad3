import { isJsonObject } from "../../text/is-json-object.js";
import { pointerPart } from "../../text/json-pointer.js";
import { parameterAlias } from "../parameter-aliases.js";
import { bareName, closeParameters, orList } from "../parameter-names.js";
import { shownName } from "../shown-name.js";
import {
  type Complaint,
  cdn,
  defineRule,
  MOST_COMPLAINTS,
  noComplaints,
  type RuleInput,
  referenceVideo,
  textToVideo,
} from "./define-rule.js";

type Message =
  | "unknown"
  | "close"
  | "elsewhere"
  | "called-elsewhere"
  | "nothing"
  | "wrapper"
  | "inside"
  | "outside";

const insideModelParams: ReadonlySet<string> = new Set(["voice_bindings"]);

/** No page says what becomes of a surplus member; clients that send some are not refused. */
export const noUnknownParameter = defineRule<Message, "no-unknown-parameter">({
  id: "no-unknown-parameter",
  summary: "Report a parameter that the model does not have, with close names or the models that have it",
  source: { page: "guide", at: "12. Parameter reference cheat sheet" },
  everyModel: true,
  severity: "warn",
  parameters: [],
  messages: {
    unknown: "{name} is not a parameter of {model} and is ignored",
    close: "{name} is not a parameter of {model} and is ignored: did you mean {names}?",
    elsewhere: "{name} is not a parameter of {model} and is ignored: it belongs to {models}",
    "called-elsewhere":
      "{name} is not a parameter of {model} and is ignored: {other}, as it is called here, belongs to {models}",
    nothing: "{name} is not a parameter of {model} and is ignored: no model here has one of the kind",
    wrapper: "{name} is not a parameter of {model} and is ignored: what it holds belongs to the body itself",
    inside: "{name} is ignored here: it belongs inside model_params",
    outside: "{name} is ignored here: {key} belongs to the body itself",
  },
  accepts: () => [textToVideo({ prompt: "A harbour at dawn", seed: 7 })],
  refuses: () => [
    textToVideo({ prompt: "A harbour at dawn", aspectRatio: "1:1" }),
    textToVideo({ prompt: "A harbour at dawn", ratio: "1:1" }),
    textToVideo({ prompt: "A harbour at dawn", watermark: false }),
    textToVideo({ prompt: "A harbour at dawn", image_start: cdn("a.jpg") }),
    referenceVideo({
      prompt: "Image 1 sings",
      image_urls: [cdn("a.jpg")],
      model_params: { voice: cdn("a.mp3") },
    }),
  ],
  check: (input) => {
    const { body, parameters, modelParams, others } = input;
    if (others !== "ignored") return noComplaints;
    let found: Complaint<Message>[] | undefined;
    for (const key in body) {
      if (parameters.has(key) || key === "model" || !isSent(body, key)) continue;
      found ??= [];
      if (found.length < MOST_COMPLAINTS) found.push(complaintOf(key, input));
    }
    const inner: unknown = modelParams.size > 0 ? body.model_params : undefined;
    if (!isJsonObject(inner)) return found ?? noComplaints;
    for (const key in inner) {
      if (modelParams.has(key) || !isSent(inner, key)) continue;
      found ??= [];
      if (found.length < MOST_COMPLAINTS) found.push(innerComplaintOf(key, input));
    }
    return found ?? noComplaints;
  },
});

/** A member that JSON would carry: own, and not `undefined` (a body may also come as an object). */
function isSent(holder: object, key: string): boolean {
  return Object.hasOwn(holder, key) && (holder as Record<string, unknown>)[key] !== undefined;
}

function complaintOf(key: string, input: RuleInput): Complaint<Message> {
  const { model, parameters, modelsWith } = input;
  const at = `/${pointerPart(key)}`;
  const name = shownName(key);
  const models = modelsWith(key);
  if (models.length > 0)
    return { at, message: "elsewhere", data: { name, model, models: models.join(", ") } };
  if (insideModelParams.has(key)) {
    return parameters.has("model_params")
      ? { at, message: "inside", data: { name } }
      : { at, message: "elsewhere", data: { name, model, models: modelsWith("model_params").join(", ") } };
  }
  return aliasComplaint(key, input) ?? ignored(at, name, model, closeParameters(key, parameters));
}

/** For a name of another API, unless it is a parameter's own in another style. */
function aliasComplaint(key: string, input: RuleInput): Complaint<Message> | undefined {
  const { body, model, parameters, modelsWith } = input;
  const bare = bareName(key);
  if ([...parameters].some((parameter) => bareName(parameter) === bare)) return undefined;
  const alias = parameterAlias(key, body[key]);
  if (alias === undefined) return undefined;
  const at = `/${pointerPart(key)}`;
  const name = shownName(key);
  if (alias.kind === "nothing") return { at, message: "nothing", data: { name, model } };
  if (alias.kind === "wrapper") return { at, message: "wrapper", data: { name, model } };
  const own = alias.names.filter((parameter) => parameters.has(parameter));
  if (own.length > 0) return ignored(at, name, model, own.map(fullName));
  const [parameter = ""] = alias.names;
  const models = modelsWith(parameter);
  return models.length === 0
    ? ignored(at, name, model, [])
    : {
        at,
        message: "called-elsewhere",
        data: { name, model, other: fullName(parameter), models: models.join(", ") },
      };
}

/** All that `model_params` is for are voices. */
function fullName(parameter: string): string {
  return parameter === "model_params" ? "model_params.voice_bindings" : parameter;
}

function innerComplaintOf(key: string, { model, parameters, modelParams }: RuleInput): Complaint<Message> {
  const at = `/model_params/${pointerPart(key)}`;
  const name = `model_params.${shownName(key)}`;
  return parameters.has(key)
    ? { at, message: "outside", data: { name, key } }
    : ignored(at, name, model, closeParameters(key, modelParams));
}

function ignored(at: string, name: string, model: string, close: readonly string[]): Complaint<Message> {
  return close.length === 0
    ? { at, message: "unknown", data: { name, model } }
    : { at, message: "close", data: { name, model, names: orList(close) }, suggestions: close };
}
