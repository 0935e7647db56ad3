import type { FoundState, Mock } from "../../../compose/mock.js";
import { traitsOf } from "../../../contract/models/wan-models.js";
import { taskPath, vendorOperations } from "../../../contract/vendor-operations.js";
import { plural } from "../../../text/plural.js";
import { shellQuoted } from "../../../text/shell-quoted.js";
import type { Settings } from "../../settings/read-settings.js";
import { safeSetting, settingText } from "../../settings/shown-setting.js";
import type { Colours } from "../../terminal/terminal.js";

/** A key that every mock takes: the accepted ones are never printed. */
const ALWAYS_ACCEPTED = "sk-mock-first-try";

/** Settings with a line of their own, or that the first line shows. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
  ...[
    "host",
    "port",
    "seed",
    "scenarios",
    "chaos",
    "log",
    "upstream",
    "check",
    "budget",
    "budgetPer",
    "budgetFile",
  ],
]);

/** Makes the lines that stand at the start of a log for people. */
export type Greeting = (
  mock: Mock,
  settings: Settings,
  how: {
    readonly isWatched: boolean;
    /** What there was of the state; absent where it lives in memory alone. */
    readonly found?: FoundState | undefined;
    readonly colours: Colours;
  },
) => string[];

/** What is told, with a label in front of the first line of it. */
export type LabelledTexts = readonly [label: string, ...texts: string[]];

/** Shown once for newcomers: what differs from the defaults, how to try it, and how to get the same run again. */
export const greeting: Greeting = (mock, settings, { isWatched, found, colours }) => {
  const { values } = settings;
  const { chaos, scenarios, keys } = values;
  const bearer = shellQuoted(`Authorization: Bearer ${keys === undefined ? "any-key" : ALWAYS_ACCEPTED}`);
  const [model] = mock.contract.models;
  const body = shellQuoted(JSON.stringify(firstRequest(model?.id ?? "")));
  const facts: LabelledTexts[] = [
    pageFact(mock),
    ["models", mock.contract.models.map(({ id }) => id).join(", ")],
    ["seed", `${mock.seed} (start with --seed ${mock.seed} for the same ids)`],
    ...(found === undefined ? [] : [stateFact(mock, settings, found)]),
    ...configFacts(settings, isWatched),
    ...(scenarios === undefined ? [] : [["files", scenarios.join(", ")] as const]),
    ...(chaos === undefined
      ? []
      : [
          [
            "chaos",
            Object.entries(chaos)
              .map(([name, share]) => `${name}=${share}`)
              .join(", "),
          ] as const,
        ]),
  ];
  return [
    ...labelledLines(facts, colours),
    `  ${colours.dim("try it")}`,
    `    curl -s ${mock.url}${vendorOperations.submit.path} -H ${bearer} -H 'Content-Type: application/json' -d ${body}`,
    `    curl -s ${mock.url}${taskPath("TASK_ID")} -H ${bearer}`,
    "",
  ];
};

export function pageFact({ url }: Mock): LabelledTexts {
  return ["page", `${url}/ in a browser shows what your client did`];
}

/** Where the state is, what was found there, and which settings do not count as its clock goes on. */
function stateFact(
  { clock }: Mock,
  { values, origins }: Settings,
  { tasks, isOld }: FoundState,
): LabelledTexts {
  const key = values.data === undefined ? "store" : "data";
  const place = settingText(safeSetting(key, values[key]));
  const at = `clock ${clock.mode} at ${new Date(clock.now()).toISOString()}`;
  if (!isOld) return ["state", `${place}: new, ${at}`];
  const idle = [
    ...(values.clock === undefined || values.clock === clock.mode ? [] : ["clock"]),
    ...(values.now === undefined ? [] : ["now"]),
  ].map((name) => origins.get(name)?.name ?? name);
  const counts = idle.length === 1 ? "counts" : "count";
  const remark = `its clock goes on: ${idle.join(" and ")} ${counts} for a new state only`;
  return ["state", `${place}: ${plural(tasks, "task")}, ${at}`, ...(idle.length === 0 ? [] : [remark])];
}

/** The configuration file, and each setting that somebody gave. */
export function configFacts({ values, origins, file }: Settings, isWatched: boolean): LabelledTexts[] {
  const set: LabelledTexts = ["set", ...settingsText({ values, origins })];
  return file === undefined
    ? [set]
    : [["config", `${file.name}${isWatched ? ", reloaded when it changes" : ""}`], set];
}

export function labelledLines(facts: readonly LabelledTexts[], colours: Colours): string[] {
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.flatMap(([label, ...texts]) =>
    texts.map((text, at) => `  ${colours.dim((at === 0 ? label : "").padEnd(width))}  ${text}`),
  );
}

/** A line for each setting that somebody gave, and where. */
function settingsText({ values, origins }: Pick<Settings, "values" | "origins">): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const origin = origins.get(key);
    if (origin === undefined || SHOWN_ELSEWHERE.has(key)) return [];
    const safe = safeSetting(key, value);
    const text =
      Array.isArray(safe) && safe.every((item) => typeof item === "string")
        ? safe.join(", ")
        : settingText(safe);
    return `${key} ${text} (${origin.name})`;
  });
}

function firstRequest(model: string): object {
  const { duration: _duration, ...least } = traitsOf(model).leastBody ?? {};
  return { ...least, model, prompt: "A red panda rides a bicycle at dusk" };
}
