import type { NoteBook, Notes } from "../ports/notes.js";
import { unrecorded } from "../simulation/recordings/closest-recording.js";
import { bodyText, shapeText } from "../simulation/recordings/recorded-body.js";
import { type FileScenario, isMatched, type MatchedSubmit } from "../simulation/scenarios/file-scenario.js";
import type { ScenarioCall } from "../simulation/scenarios/scenario.js";
import { fitsPattern } from "../text/fits-pattern.js";
import { type Forced, type ForcibleCall, forcing } from "./forced-call.js";

/** A recording as submits are compared with it. */
interface Recorded {
  readonly scenario: FileScenario;
  /** Of an exact match: all of its body. */
  readonly text?: string | undefined;
  readonly shape: string | undefined;
}

/** Added to the name of a recording that is replayed to a submit of another body. */
const BY_SHAPE = " (by shape)";

/** The name of the refusal where nothing fits, as `X-Wan-Mock-Scenario` shows it. */
const REFUSAL = "replay-only";

/**
 * Finds the recording of a submit: one of equal body, else one of the same model whose parameters have the same names
 * and types. Several that fit are used in the order of their submits, then the last one again and again.
 */
export class Replay {
  /** In the order of their submits. */
  readonly recordings: readonly FileScenario[];
  readonly #recorded: readonly Recorded[];
  readonly #refusesOthers: boolean;
  /** By the names of recordings. */
  readonly #usedByBody: Notes<true>;
  readonly #usedByShape: Notes<true>;

  /** @param refusesOthers - whether a submit that no recording fits is refused */
  constructor(
    recordings: readonly FileScenario[],
    { refusesOthers, notes }: { readonly refusesOthers: boolean; readonly notes: NoteBook },
  ) {
    this.#usedByBody = notes.about("replayed-by-body");
    this.#usedByShape = notes.about("replayed-by-shape");
    this.recordings = recordings.toSorted(bySubmit);
    this.#recorded = this.recordings.map(asCompared);
    this.#refusesOthers = refusesOthers;
  }

  /** Starts over: the first recording is the next. */
  clear(): void {
    this.#usedByBody.clear();
    this.#usedByShape.clear();
  }

  /** The recording of a submit, which counts as used unless the call gives it back. */
  pick(call: ForcibleCall): Forced | undefined {
    const submit = submitOf(call);
    const text = bodyText(submit.body ?? {}, submit.key);
    const equal = this.#recorded.filter(({ scenario: { match }, text: own }) =>
      own === undefined ? match !== undefined && isMatched(match, submit) : own === text,
    );
    if (equal.length > 0) return use(equal, this.#usedByBody, "");
    const shape = shapeText(submit.body ?? {});
    const alike = this.#recorded.filter(
      ({ scenario: { match }, shape: own }) =>
        own !== undefined && own === shape && fitsPattern(submit.model ?? "", match?.model ?? ""),
    );
    return alike.length > 0 ? use(alike, this.#usedByShape, BY_SHAPE) : undefined;
  }

  /** The refusal of a submit that no recording fits, where such submits are refused. */
  refuse(call: ForcibleCall): Forced | undefined {
    if (!this.#refusesOthers) return undefined;
    const message = unrecorded(submitOf(call), this.recordings);
    const entry = { status: 404, code: "recording_not_found", message, type: "not_found_error" };
    const scenario = {
      name: REFUSAL,
      kind: "http",
      operation: "submit",
      summary: "No recording fits the submit",
      effect: { kind: "answer", entry },
    } as const;
    return forcing([{ text: REFUSAL, name: REFUSAL, scenario }]);
  }
}

function bySubmit(one: FileScenario, other: FileScenario): number {
  const [earlier = "", later = ""] = [one.recording?.submitted, other.recording?.submitted];
  if (earlier !== later) return earlier < later ? -1 : 1;
  return one.name.localeCompare(other.name, "en", { numeric: true });
}

function asCompared(scenario: FileScenario): Recorded {
  const { model, body = {}, exact = false } = scenario.match ?? {};
  const isOneModel = model?.includes("*") !== true;
  const whole = model === undefined ? body : { ...body, model };
  return {
    scenario,
    ...(exact && isOneModel ? { text: bodyText(whole) } : {}),
    shape: model === undefined ? undefined : shapeText(body),
  };
}

/** The first that was not used yet, else the last. */
function use(fitting: readonly Recorded[], used: Notes<true>, note: string): Forced | undefined {
  const isUsed = ({ scenario: { name } }: Recorded) => used.get(name) === true;
  const next = fitting.find((one) => !isUsed(one)) ?? fitting.at(-1);
  if (next === undefined) return undefined;
  const { name } = next.scenario;
  const isNew = !isUsed(next);
  used.set(name, true);
  const calls = next.scenario.calls.map((call): ScenarioCall => ({ ...call, text: call.text + note }));
  return forcing(calls, () => {
    if (isNew) used.delete(name);
  });
}

function submitOf({ account, key, model, prompt, body }: ForcibleCall): MatchedSubmit {
  return { key, label: account?.label, model, prompt, body };
}
