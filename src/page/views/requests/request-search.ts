import type { components } from "../../generated/control-api.js";
import type { Field, Grammar } from "../../state/search.js";

type RequestEntry = components["schemas"]["RequestEntry"];

const contains =
  (valueOf: (entry: RequestEntry) => string | undefined) => (entry: RequestEntry, value: string) =>
    valueOf(entry)?.toLowerCase().includes(value) ?? false;

const startsWith = (valueOf: (entry: RequestEntry) => string) => (entry: RequestEntry, value: string) =>
  valueOf(entry).toLowerCase().startsWith(value);

/** Whether a call was refused; one whose answer never arrived was neither refused nor accepted. */
const isRefused = ({ status }: RequestEntry) => status >= 400;
const isAccepted = ({ status }: RequestEntry) => status >= 200 && status < 400;

type StatusTest = (entry: RequestEntry) => boolean;

const compare: Readonly<Record<string, (status: number, limit: number) => boolean>> = {
  "": (status, limit) => status === limit,
  ">": (status, limit) => status > limit,
  ">=": (status, limit) => status >= limit,
  "<": (status, limit) => status < limit,
  "<=": (status, limit) => status <= limit,
};

/** `404`, `4xx`, `>=400`, `refused` or `accepted`; the start of a word or number counts while it is typed. */
function statusTest(value: string): StatusTest | undefined {
  if ("refused".startsWith(value)) return isRefused;
  if ("accepted".startsWith(value)) return isAccepted;
  const group = /^([1-5])(?:x{0,2}|\dx?)$/.exec(value);
  if (group !== null) return ({ status }) => String(status).startsWith(value.replace(/x+$/, ""));
  const [, sign, limit] = /^([<>]=?)(\d{0,3})$/.exec(value) ?? /^()(\d{1,3})$/.exec(value) ?? [];
  const test = compare[sign ?? "none"];
  if (test === undefined) return undefined;
  return limit === "" ? () => true : ({ status }) => test(status, Number(limit));
}

const fields: Readonly<Record<string, Field<RequestEntry>>> = {
  model: {
    summary: "Part of the model's id",
    example: "model:image-to-video",
    matches: contains(({ model }) => model),
  },
  status: {
    summary: "HTTP status: 404, 4xx, >=400, <500, refused or accepted; 0 where no answer arrived",
    example: "status:>=400",
    matches: (entry, value) => statusTest(value)?.(entry) ?? false,
    problem: (value) =>
      statusTest(value) === undefined
        ? `status: takes a number, 4xx, >=400, refused or accepted, not "${value}".`
        : undefined,
  },
  code: {
    summary: "Part of the error code",
    example: "code:rate_limit",
    matches: contains(({ code }) => code),
  },
  rule: {
    summary: "Part of the id of a rule that reported something",
    example: "rule:schema/enum",
    matches: ({ findings }, value) => findings.some(({ rule }) => rule.toLowerCase().includes(value)),
  },
  key: {
    summary: "Part of the API key as it is shown",
    example: "key:key_6ab9f1eb",
    matches: contains(({ key }) => key),
  },
  task: {
    summary: "Part of a task's id",
    example: "task:task-unified-17",
    matches: ({ task, seen = [] }, value) =>
      [task, ...seen.map((one) => one.task)].some((id) => id?.toLowerCase().includes(value) ?? false),
  },
  route: {
    summary:
      "Start of the route's name: submit, query, list, batch, download, credits, models, upload, file, unknown",
    example: "route:submit",
    matches: startsWith(({ route }) => route),
  },
  method: {
    summary: "HTTP method",
    example: "method:post",
    matches: startsWith(({ method }) => method),
  },
  scenario: {
    summary: "Part of the name of a scenario or fault that had a part in the answer",
    example: "scenario:rate-limited",
    matches: contains(({ scenario, fault }) => `${scenario ?? ""} ${fault ?? ""}`),
  },
};

const texts = new WeakMap<RequestEntry, string>();

/** What free text is looked for in; made once for each entry. */
function textOf(entry: RequestEntry): string {
  let text = texts.get(entry);
  if (text === undefined) {
    const { path, model, code, message, task, requestId, idempotencyKey, hint, findings } = entry;
    text = [
      path,
      model,
      code,
      message,
      task,
      requestId,
      idempotencyKey,
      hint,
      ...findings.map(({ message }) => message),
    ]
      .filter((part) => part !== undefined)
      .join("\n")
      .toLowerCase();
    texts.set(entry, text);
  }
  return text;
}

/** What requests can be searched by. */
export const requestGrammar: Grammar<RequestEntry> = { fields, textOf };
