import { MOST_COMPLAINTS } from "../complaint-list.js";
import { allModels, type Complaint, defineRule, noComplaints, type RuleInput } from "../define-rule.js";
import { pointerPart } from "../finding.js";
import { closeParameters, orList } from "../parameter-names.js";
import { shownName } from "../shown-name.js";

type Message = "unknown" | "close" | "elsewhere" | "inside" | "outside";

const insideModelParams: ReadonlySet<string> = new Set(["voice_bindings"]);

/** No page says what becomes of a surplus member; clients that send some are not refused. */
export const noUnknownParameter = defineRule<Message>({
  id: "no-unknown-parameter",
  meta: {
    summary: "Report a parameter that the model does not have, with close names or the models that have it",
    source: { page: "guide", at: "12. Parameter reference cheat sheet" },
    models: allModels,
    everyModel: true,
    severity: "warn",
    parameters: [],
    messages: {
      unknown: "{name} is not a parameter of {model} and is ignored",
      close: "{name} is not a parameter of {model} and is ignored: did you mean {names}?",
      elsewhere: "{name} is not a parameter of {model} and is ignored: it belongs to {models}",
      inside: "{name} is ignored here: it belongs inside model_params",
      outside: "{name} is ignored here: {key} belongs to the body itself",
    },
    examples: {
      accepts: [{ body: { model: "wan2.7-text-to-video", prompt: "A harbour at dawn", seed: 7 } }],
      refuses: [
        { body: { model: "wan2.7-text-to-video", prompt: "A harbour at dawn", aspectRatio: "1:1" } },
        {
          body: {
            model: "wan2.7-text-to-video",
            prompt: "A harbour at dawn",
            image_start: "https://cdn.example.com/a.jpg",
          },
        },
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "Image 1 sings",
            image_urls: ["https://cdn.example.com/a.jpg"],
            model_params: { voice: "https://cdn.example.com/a.mp3" },
          },
        },
      ],
    },
  },
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
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return found ?? noComplaints;
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

function complaintOf(key: string, { model, parameters, modelsWith }: RuleInput): Complaint<Message> {
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
  return ignored(at, name, model, closeParameters(key, parameters));
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
