import type { Mock } from "../../../compose/mock.js";
import { traitsOf } from "../../../contract/models/wan-models.js";
import { taskPath, vendorOperations } from "../../../contract/vendor-operations.js";
import { shellQuoted } from "../../../text/shell-quoted.js";
import type { Settings } from "../../settings/read-settings.js";
import { safeSetting, settingText } from "../../settings/shown-setting.js";
import type { Colours } from "../../terminal/terminal.js";

/** A key that every mock takes: the accepted ones are never printed. */
const ALWAYS_ACCEPTED = "sk-mock-first-try";

/** Settings with a line of their own, or that the first line shows. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(["host", "port", "seed", "scenarios", "chaos", "log"]);

/** Shown once for newcomers: what differs from the defaults, how to try it, and how to get the same run again. */
export function greeting(
  mock: Mock,
  { values, origins, file }: Settings,
  { isWatched, colours }: { readonly isWatched: boolean; readonly colours: Colours },
): string[] {
  const { chaos, scenarios, keys } = values;
  const bearer = shellQuoted(`Authorization: Bearer ${keys === undefined ? "any-key" : ALWAYS_ACCEPTED}`);
  const [model] = mock.contract.models;
  const body = shellQuoted(JSON.stringify(firstRequest(model?.id ?? "")));
  const facts: (readonly [label: string, ...texts: string[]])[] = [
    ["page", `${mock.url}/ in a browser shows what your client did`],
    ["models", mock.contract.models.map(({ id }) => id).join(", ")],
    ["seed", `${mock.seed} (start with --seed ${mock.seed} for the same ids)`],
    ...(file === undefined
      ? []
      : [["config", `${file.name}${isWatched ? ", reloaded when it changes" : ""}`] as const]),
    ["set", ...settingsText({ values, origins })],
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
    ...facts.flatMap(([label, ...texts]) =>
      texts.map((text, at) => `  ${colours.dim((at === 0 ? label : "").padEnd(6))}  ${text}`),
    ),
    `  ${colours.dim("try it")}`,
    `    curl -s ${mock.url}${vendorOperations.submit.path} -H ${bearer} -H 'Content-Type: application/json' -d ${body}`,
    `    curl -s ${mock.url}${taskPath("TASK_ID")} -H ${bearer}`,
    "",
  ];
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
