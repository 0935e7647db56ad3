import { canonicalJson } from "../../text/canonical-json.js";
import { fitsPattern } from "../../text/fits-pattern.js";
import { plural } from "../../text/plural.js";
import type { FileScenario, MatchedSubmit } from "../scenarios/file-scenario.js";
import { comparedBody, DEEPEST_BODY } from "./recorded-body.js";

/** Differences that a sentence names. */
const MOST_NAMED = 5;

/** Names of parameters beyond this length are cut. */
const MOST_OF_NAME = 60;

/** A recording that nearly fits a submit, and where they differ. */
interface Closest {
  readonly recording: FileScenario;
  readonly differences: readonly string[];
}

/** The sentence about a submit that no recording fits: it names the recording that differs in the fewest parameters. */
export function unrecorded(submit: MatchedSubmit, recordings: readonly FileScenario[]): string {
  const known = recordings.filter(({ match }) => match !== undefined);
  const [first, ...others] = known.map((recording) => differencesOf(submit, recording));
  if (first === undefined) return "no recording fits this submit: there is none of any submit";
  const closest = others.reduce(
    (best, one) => (one.differences.length < best.differences.length ? one : best),
    first,
  );
  const { name, source } = closest.recording;
  const named = closest.differences.slice(0, MOST_NAMED).map((text) => text.slice(0, MOST_OF_NAME));
  const more = closest.differences.length - named.length;
  const differences = [...named, ...(more > 0 ? [plural(more, "other parameter")] : [])].join(", ");
  return `no recording fits this submit: the closest is ${name} (${source}), which differs in ${differences}; record this one, or start without --replay-only`;
}

/** A difference in the model weighs as one in the parameters: a body of another model has several. */
function differencesOf(submit: MatchedSubmit, recording: FileScenario): Closest {
  const { model, body = {} } = recording.match ?? {};
  const sent = comparedBody(submit.body ?? {}, submit.key);
  const wanted = comparedBody({ ...(model === undefined ? {} : { model }), ...body });
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(sent)])];
  const differences = names.filter((name) => {
    if (name === "model" && model !== undefined && fitsPattern(String(sent["model"]), model)) return false;
    return textOf(sent, name) !== textOf(wanted, name);
  });
  return { recording, differences };
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.hasOwn(body, name) ? (canonicalJson(body[name], DEEPEST_BODY) ?? "too deep") : undefined;
}
