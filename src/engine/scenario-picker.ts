import { type Finding, type MockRemark, makeFinding } from "../contract/finding.js";
import { invalidOption, KitError } from "../errors/kit-error.js";
import type { Account } from "../ports/accounts.js";
import { andThen } from "../ports/and-then.js";
import type { NoteBook, Notes } from "../ports/notes.js";
import type {
  QueuedOperation,
  QueuedScenario,
  ScenarioMatch,
  ScenarioQueue,
} from "../ports/scenario-queue.js";
import { type AccountState, accountState, asWordedBy } from "../simulation/account-state.js";
import {
  type AskedScenario,
  askedFor,
  type FileScenarios,
  isMatched,
} from "../simulation/scenarios/file-scenario.js";
import {
  isUnknown,
  keyScenario,
  promptTokens,
  type ScenarioCall,
  type UnknownScenario,
} from "../simulation/scenarios/scenario.js";
import { findScenario } from "../simulation/scenarios/scenario-catalogue.js";
import type { ScenarioOperation } from "../simulation/scenarios/scenario-effect.js";
import type { CallScenario } from "../simulation/task.js";
import type { ChaosDraw } from "./chaos-draw.js";
import {
  type Forced,
  type ForcedAccount,
  type ForcibleCall,
  forcing,
  joined,
  nothing,
  type Unforceable,
} from "./forced-call.js";
import type { Replay } from "./replay.js";

const RULE: MockRemark = "unknown-scenario";

/** Picks the scenario of a call by header, prompt, key, queue, files, recordings and chance, in this order. */
export class ScenarioPicker {
  #own: FileScenarios = new Map();
  #replay: Replay | undefined;
  /** Scenarios of files, and recordings. */
  #named: FileScenarios = this.#own;
  #chaos: ChaosDraw | undefined;
  /** Uses of `NAME:TIMES` by account and text. */
  readonly #uses: Notes<number>;

  constructor(
    readonly queue: ScenarioQueue,
    notes: NoteBook,
  ) {
    this.#uses = notes.about("scenario-uses");
  }

  /** Scenarios of files in their order, then recordings that are replayed. */
  get own(): FileScenarios {
    return this.#named;
  }

  /** Puts other scenarios of files in the place of those so far; what the queue holds stays. */
  setOwn(own: FileScenarios): void {
    this.#own = own;
    this.#name();
  }

  /** Has recordings replayed to submits that nothing but chance hits otherwise. */
  setReplay(replay: Replay): void {
    this.#replay = replay;
    this.#name();
  }

  #name(): void {
    const recorded = this.#replay?.recordings ?? [];
    this.#named =
      recorded.length === 0
        ? this.#own
        : new Map([...this.#own, ...recorded.map((recording) => [recording.name, recording] as const)]);
  }

  /** Lets chance hit calls that nothing else does; or nothing at all. */
  setChaos(chaos: ChaosDraw | undefined): void {
    this.#chaos = chaos;
  }

  /**
   * An entry of the queue, by which a scenario waits for the next matching calls: queries or uploads for a built-in one of theirs, else submits.
   *
   * @param name - as the catalogue or a file has it; `NAME:2` is the same as `times` 2
   * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION`
   */
  queued(name: string, options: { times?: number; match?: ScenarioMatch } = {}): QueuedScenario {
    const asked = askedFor(name, "submit", this.#named);
    if (isUnknown(asked)) throw new KitError("UNKNOWN_SCENARIO", asked.message);
    const alone = builtIn(asked);
    const left = options.times ?? asked.times ?? alone?.times ?? 1;
    if (!Number.isInteger(left) || left < 1 || left > 1_000_000) {
      throw invalidOption(`times is a whole number from 1 to 1000000, got ${left}`);
    }
    const operation = alone?.scenario.operation;
    const waitsFor = operation === "query" || operation === "upload" ? operation : "submit";
    return { asked, waitsFor, match: options.match ?? {}, left };
  }

  /** @throws {KitError} `INVALID_OPTION` where the queue is full */
  add(entry: QueuedScenario): void | Promise<void> {
    return andThen(this.queue.add(entry), (isAdded) => {
      if (isAdded) return;
      throw invalidOption(
        `${this.queue.bounds.most} scenarios wait already: DELETE /_mock/scenarios/next drops them`,
      );
    });
  }

  /** The scenario that a text asks for of a submit; `undefined` where there is none. */
  asked(text: string): AskedScenario | undefined {
    const asked = this.#asked(text);
    return isUnknown(asked) ? undefined : asked;
  }

  /** Drops the queue, forgets which texts were used how often, and has chance start again. */
  clear(): void {
    void this.queue.clear();
    this.#uses.clear();
    this.#chaos?.clear();
    this.#replay?.clear();
  }

  /** The scenarios of a submit. */
  forSubmit(call: ForcibleCall): Forced | Unforceable | Promise<Forced> {
    // Drawn for every submit, so that what hits one does not depend on what was forced on those before.
    const byChance = call.account === undefined ? [] : (this.#chaos?.atSubmit(call.account.id) ?? []);
    const byHeader = this.#byHeader(call, "submit");
    if (byHeader !== undefined) return byHeader;
    const warnings: Finding[] = [];
    const texts = call.prompt === undefined ? [] : promptTokens(call.prompt);
    const chosen: Forced[] = [];
    for (const text of texts) {
      const asked = this.#asked(text);
      const unfit = isUnknown(asked) ? asked : ofUpload(asked);
      if (unfit !== undefined) warnings.push(warningOf(unfit, "/prompt", "prompt"));
      else if (!isUnknown(asked)) chosen.push(...this.#claim(call, asked));
    }
    if (chosen.length === 0) {
      const wanted = call.key === undefined ? undefined : keyScenario(call.key);
      const asked = wanted === undefined ? undefined : this.#asked(wanted);
      if (asked !== undefined && isUnknown(asked)) warnings.push(warningOf(asked, "", ""));
      // `sk-mock-query/NAME` speaks of the queries that carry the key, `sk-mock-upload/NAME` of the uploads.
      else if (asked !== undefined && !isOfOtherCalls(asked)) chosen.push(...this.#claim(call, asked));
    }
    if (chosen.length > 0) return joined(chosen, warnings);
    return andThen(this.#queued(call, "submit"), (queued) => {
      if (queued.length > 0) return joined(queued, warnings);
      const matching = this.#matching(call);
      return joined(matching.length > 0 ? matching : this.#replayed(call, byChance), warnings);
    });
  }

  /** The recording of a submit, else what chance has drawn. */
  #replayed(call: ForcibleCall, byChance: readonly string[]): Forced[] {
    const recorded = this.#replay?.pick(call);
    if (recorded !== undefined) return [recorded];
    const drawn = this.#drawn(byChance, "submit");
    const refusal = drawn.length === 0 ? this.#replay?.refuse(call) : undefined;
    return refusal === undefined ? drawn : [refusal];
  }

  /** The scenarios of a query. */
  forQuery(call: ForcibleCall): Forced | Unforceable | Promise<Forced> {
    const byChance = call.account === undefined ? undefined : this.#chaos?.atQuery(call.account.id);
    const byHeader = this.#byHeader(call, "query");
    if (byHeader !== undefined) return byHeader;
    const ofTask = scenarioOf("query", call.ofTask);
    if (ofTask !== undefined) return { ...forcing([ofTask]), isOfTask: true };
    const chosen = this.#askedByKey(call, "query", ["refused", "out-of-credits"]);
    if (chosen.length > 0) return joined(chosen, []);
    return andThen(this.#queued(call, "query"), (queued) => {
      const isLeftToChance = queued.length === 0 && byChance !== undefined;
      return joined(isLeftToChance ? this.#drawn([byChance], "query") : queued, []);
    });
  }

  /** The scenarios of a question about several tasks: those of a query that its header or its key asks for. */
  forTasks(call: ForcibleCall): Forced | Unforceable {
    const byHeader = this.#byHeader(call, "query");
    return byHeader ?? joined(this.#askedByKey(call, "query", ["refused"]), []);
  }

  /** The scenarios of a call to the file service. */
  forUpload(call: ForcibleCall): Forced | Unforceable | Promise<Forced> {
    const byHeader = this.#byHeader(call, "upload");
    if (byHeader !== undefined) return byHeader;
    const chosen = this.#askedByKey(call, "upload", ["refused"]);
    if (chosen.length > 0) return joined(chosen, []);
    return andThen(this.#queued(call, "upload"), (queued) => joined(queued, []));
  }

  /** The scenario that the API key asks for of an operation, or the refusal that the key stands for. */
  #askedByKey(call: ForcibleCall, operation: "query" | "upload", states: readonly AccountState[]): Forced[] {
    const asked = this.#byKey(call);
    return asked !== undefined && builtIn(asked)?.scenario.operation === operation
      ? this.#claim(call, counting(asked))
      : this.#refusedByState(call, operation, states);
  }

  /** The scenario that waits for a call, if one does. */
  #queued(
    { account, model, prompt }: ForcibleCall,
    waitsFor: QueuedOperation,
  ): readonly Forced[] | Promise<readonly Forced[]> {
    return andThen(this.queue.take({ account: account?.id, model, prompt }, waitsFor), (taken) =>
      taken === undefined ? [] : [forcing(taken.asked.calls, () => void this.queue.giveBack(taken.number))],
    );
  }

  /** The scenarios that an API key asks for on a question about its account. */
  forAccount(call: Pick<ForcibleCall, "account" | "key">): ForcedAccount {
    const asked = this.#byKey(call);
    const state = asked === undefined ? undefined : stateOf(asked);
    if (asked === undefined || state === undefined || this.#isUsedUp(call, asked)) return { forced: nothing };
    if (state !== "refused") return { forced: nothing, state, text: asked.text };
    return { forced: joined(this.#refusedByState(call, "query", ["refused"]), []) };
  }

  /** A key that stands for a refused account has its other calls refused as well; `NAME:2` counts them all. */
  #refusedByState(
    call: Pick<ForcibleCall, "account" | "key">,
    operation: "query" | "upload",
    states: readonly AccountState[],
  ): Forced[] {
    const asked = this.#byKey(call);
    const state = asked === undefined ? undefined : stateOf(asked);
    if (asked === undefined || state === undefined || !states.includes(state)) return [];
    const calls = asked.calls.map((one) => asWordedBy(operation, one)).filter((one) => one !== undefined);
    return this.#claim(call, { ...asked, calls });
  }

  /** The scenario that the API key names, if it names one. */
  #byKey({ key }: Pick<ForcibleCall, "key">): AskedScenario | undefined {
    const wanted = key === undefined ? undefined : keyScenario(key);
    const asked = wanted === undefined ? undefined : this.#asked(wanted);
    return asked === undefined || isUnknown(asked) ? undefined : asked;
  }

  #isUsedUp({ account }: Pick<ForcibleCall, "account">, { text, times }: AskedScenario): boolean {
    return times !== undefined && (this.#uses.get(usesOf(account, text)) ?? 0) >= times;
  }

  /** The scenarios of a download: links take no key, so the header and the task decide. */
  forDownload(call: ForcibleCall): Forced | Unforceable {
    const byHeader = this.#byHeader(call, "download");
    if (byHeader !== undefined) return byHeader;
    const ofTask = scenarioOf("download", call.ofTask);
    return ofTask === undefined ? nothing : { ...forcing([ofTask]), isOfTask: true };
  }

  #asked(text: string, operation: ScenarioOperation = "submit"): AskedScenario | UnknownScenario {
    return askedFor(text, operation, this.#named);
  }

  /** `undefined` when there is no header, or it is used up. */
  #byHeader(call: ForcibleCall, operation: ScenarioOperation): Forced | Unforceable | undefined {
    if (call.header === undefined) return undefined;
    const asked = this.#asked(call.header, operation);
    if (isUnknown(asked)) return { unknown: { ...warningOf(asked, "", ""), severity: "error" } };
    const other = operation === "submit" && ofUpload(asked) === undefined ? undefined : builtIn(asked);
    if (other !== undefined && other.scenario.operation !== operation) {
      const misplaced = belongingElsewhere(asked, other.scenario.operation, operation);
      return { unknown: { ...warningOf(misplaced, "", ""), severity: "error" } };
    }
    const [claimed] = this.#claim(call, asked);
    return claimed;
  }

  /** The scenario, unless its text has been used up by this account; nothing then. */
  #claim(call: Pick<ForcibleCall, "account">, asked: AskedScenario): Forced[] {
    const { text, calls, times } = asked;
    if (times === undefined) return [forcing(calls)];
    if (this.#isUsedUp(call, asked)) return [];
    const id = usesOf(call.account, text);
    const used = this.#uses.get(id) ?? 0;
    this.#uses.set(id, used + 1);
    return [
      forcing(calls, () => {
        this.#uses.set(id, Math.max(0, (this.#uses.get(id) ?? 0) - 1));
      }),
    ];
  }

  /** The first scenario of the files that fits the submit and is not used up. */
  #matching(call: ForcibleCall): Forced[] {
    const { account, key, model, prompt, body } = call;
    const submit = { key, label: account?.label, model, prompt, body };
    for (const { name, match, times, calls } of this.#own.values()) {
      if (match === undefined || !isMatched(match, submit)) continue;
      // Counted apart from who asks for it by name.
      const claimed = this.#claim(call, {
        text: `file ${name}`,
        calls,
        ...(times === undefined ? {} : { times }),
      });
      if (claimed.length > 0) return claimed;
    }
    return [];
  }

  /** The scenarios that chance has picked; names that a change of the files took away are passed over. */
  #drawn(names: readonly string[], operation: ScenarioOperation): Forced[] {
    return names.flatMap((name) => {
      const asked = this.#asked(name, operation);
      return isUnknown(asked) ? [] : [forcing(asked.calls)];
    });
  }
}

/** The built-in scenario that a text asks for; `undefined` for one of a file. */
function builtIn({ calls }: AskedScenario): ScenarioCall | undefined {
  const [call] = calls;
  return call?.isOwn === true ? undefined : call;
}

/** A scenario that a call of an operation cannot carry. */
function belongingElsewhere(
  { text }: AskedScenario,
  owner: ScenarioOperation,
  operation: ScenarioOperation,
): UnknownScenario {
  const message = `scenario ${JSON.stringify(text)} belongs to the ${owner}: a ${operation} cannot carry it`;
  return { message, suggestions: [] };
}

/** Why a submit cannot carry a scenario of the file service; `undefined` for any other scenario. */
function ofUpload(asked: AskedScenario): UnknownScenario | undefined {
  return builtIn(asked)?.scenario.operation === "upload"
    ? belongingElsewhere(asked, "upload", "submit")
    : undefined;
}

/** Whether a scenario speaks of other calls than the submit and what follows from it. */
function isOfOtherCalls(asked: AskedScenario): boolean {
  const operation = builtIn(asked)?.scenario.operation;
  return operation === "query" || operation === "upload";
}

/** Under which the uses of a text by an account are counted. */
function usesOf(account: Account | undefined, text: string): string {
  return `${account?.id ?? ""} ${text}`;
}

function stateOf(asked: AskedScenario): AccountState | undefined {
  const call = builtIn(asked);
  return call === undefined ? undefined : accountState(call);
}

/** A query's scenario with its own number of calls: nothing else counts them. */
function counting(asked: AskedScenario): AskedScenario {
  const times = builtIn(asked)?.times;
  return times === undefined ? asked : { ...asked, times };
}

/** The scenario of the next call about a task; `undefined` once its times are over. */
function scenarioOf(operation: ScenarioOperation, kept: CallScenario | undefined): ScenarioCall | undefined {
  if (kept === undefined || kept.used >= (kept.times ?? Number.POSITIVE_INFINITY)) return undefined;
  const scenario = findScenario(operation, kept.name);
  return scenario === undefined
    ? undefined
    : { text: kept.shownAs ?? scenario.name, scenario, name: kept.name };
}

function warningOf({ message, suggestions }: UnknownScenario, pointer: string, param: string): Finding {
  const source = { page: "wan-mock", at: "scenarios" };
  return makeFinding({ rule: RULE, severity: "warn", pointer, param, message, source, suggestions });
}
