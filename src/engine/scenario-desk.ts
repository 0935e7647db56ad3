import type { Finding } from "../contract/finding.js";
import { KitError } from "../contract/kit-error.js";
import type { Account, Accounts } from "../ports/accounts.js";
import {
  isUnknown,
  keyScenario,
  parseScenario,
  promptTokens,
  type ScenarioCall,
  type UnknownScenario,
} from "../simulation/scenario.js";
import { findScenario } from "../simulation/scenario-catalogue.js";
import type { ScenarioOperation } from "../simulation/scenario-effect.js";
import type { CallScenario } from "../simulation/task-scenario.js";

/** Which calls an entry of the queue waits for; any when empty. */
export interface ScenarioMatch {
  /** Account id. */
  readonly account?: string;
  readonly model?: string;
  /** Text that the prompt contains. */
  readonly prompt?: string;
}

/** The same as whoever runs the mock writes it. */
export interface CallMatch {
  /** API key, or how the account is shown. */
  readonly key?: string;
  readonly model?: string;
  readonly prompt?: string;
}

/**
 * A match with its account found.
 *
 * @throws {KitError} `INVALID_OPTION` for a key that is not on the list of accepted ones
 */
export function matchOf({ key, model, prompt }: CallMatch, accounts: Pick<Accounts, "find">): ScenarioMatch {
  const account = key === undefined ? undefined : accounts.find(key);
  if (key !== undefined && account === undefined) {
    throw new KitError(
      "INVALID_OPTION",
      "match.key is neither an accepted key nor how a used one is shown (key_ and 8 hex digits)",
    );
  }
  return {
    ...(account === undefined ? {} : { account: account.id }),
    ...(model === undefined ? {} : { model }),
    ...(prompt === undefined ? {} : { prompt }),
  };
}

/** An entry of the queue. */
export interface QueuedScenario {
  readonly name: string;
  readonly match: ScenarioMatch;
  /** Calls that it still hits. */
  readonly left: number;
}

/** What is known of a call that may be forced. */
export interface ForcibleCall {
  readonly account: Account | undefined;
  /** The API key; looked at, not kept. */
  readonly key?: string | undefined;
  /** `X-Wan-Mock-Scenario` */
  readonly header: string | undefined;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  /** What was forced on the task in question when it was submitted. */
  readonly ofTask?: CallScenario | undefined;
}

/** What is forced on a call. */
export interface Forced {
  readonly calls: readonly ScenarioCall[];
  /** Texts that look like a scenario and are none. */
  readonly warnings: readonly Finding[];
  /** Counted by the task's own record. */
  readonly isOfTask?: true;
  /** Gives back what neither answered nor became part of a task, but for one that did. */
  release(except?: ScenarioCall): void;
}

/** A header that names no scenario. */
export interface Unforceable {
  readonly unknown: Finding;
}

interface Entry {
  readonly call: ScenarioCall;
  readonly match: ScenarioMatch;
  left: number;
  /** Place in the queue: an entry that is given back stands where it stood. */
  readonly order: number;
}

/** Texts whose uses are counted; the oldest make room. */
const MOST_COUNTED = 100_000;

/** Entries that the queue holds. */
const MOST_QUEUED = 10_000;

const RULE = "unknown-scenario";

const nothing: Forced = { calls: [], warnings: [], release: () => undefined };

/** Picks the scenario of a call by header, prompt, key and queue, in this order. */
export class ScenarioDesk {
  #queue: Entry[] = [];
  #enqueued = 0;
  /** Uses of `NAME:TIMES` by account and text. */
  readonly #uses = new Map<string, number>();

  /** The queue, next entry first. */
  get queued(): readonly QueuedScenario[] {
    return this.#queue.map(({ call, match, left }) => ({ name: call.text, match, left }));
  }

  /**
   * Has a scenario wait for the next matching calls: queries for one of a query, else submits.
   *
   * @param name - as the catalogue has it; `NAME:2` is the same as `times` 2
   * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION`
   */
  enqueue(name: string, options: { times?: number; match?: ScenarioMatch } = {}): void {
    const call = parseScenario(name);
    if (isUnknown(call)) throw new KitError("UNKNOWN_SCENARIO", call.message);
    const left = options.times ?? call.times ?? 1;
    if (!Number.isInteger(left) || left < 1 || left > 1_000_000) {
      throw new KitError("INVALID_OPTION", `times is a whole number from 1 to 1000000, got ${left}`);
    }
    if (this.#queue.length >= MOST_QUEUED) {
      throw new KitError(
        "INVALID_OPTION",
        `${MOST_QUEUED} scenarios wait already: DELETE /_mock/scenarios/next drops them`,
      );
    }
    this.#queue.push({ call, match: options.match ?? {}, left, order: this.#enqueued++ });
  }

  /** Drops the queue. */
  clearQueue(): void {
    this.#queue = [];
  }

  /** Drops the queue and forgets which texts were used how often. */
  clear(): void {
    this.clearQueue();
    this.#uses.clear();
  }

  /** What is forced on a submit. */
  forSubmit(call: ForcibleCall): Forced | Unforceable {
    const byHeader = this.#byHeader(call, "submit");
    if (byHeader !== undefined) return byHeader;
    const warnings: Finding[] = [];
    const texts = call.prompt === undefined ? [] : promptTokens(call.prompt);
    const chosen: Forced[] = [];
    for (const text of texts) {
      const read = parseScenario(text);
      if (isUnknown(read)) warnings.push(warningOf(read, "/prompt", "prompt"));
      else chosen.push(...this.#claimForSubmit(call, read));
    }
    if (chosen.length === 0) {
      const wanted = call.key === undefined ? undefined : keyScenario(call.key);
      const read = wanted === undefined ? undefined : parseScenario(wanted);
      if (read !== undefined && isUnknown(read)) warnings.push(warningOf(read, "", ""));
      // `sk-mock-query/NAME` speaks of the queries that carry the key.
      else if (read !== undefined && read.scenario.operation !== "query")
        chosen.push(...this.#claimForSubmit(call, read));
    }
    if (chosen.length === 0) chosen.push(...this.#nextQueued(call, (operation) => operation !== "query"));
    return joined(chosen, warnings);
  }

  /** What is forced on a query. */
  forQuery(call: ForcibleCall): Forced | Unforceable {
    const byHeader = this.#byHeader(call, "query");
    if (byHeader !== undefined) return byHeader;
    const ofTask = scenarioOf("query", call.ofTask);
    if (ofTask !== undefined) return { ...single(ofTask), isOfTask: true };
    const wanted = call.key === undefined ? undefined : keyScenario(call.key);
    const read = wanted === undefined ? undefined : parseScenario(wanted);
    const chosen =
      read !== undefined && !isUnknown(read) && read.scenario.operation === "query"
        ? this.#claim(call, read)
        : [];
    if (chosen.length === 0) chosen.push(...this.#nextQueued(call, (operation) => operation === "query"));
    return joined(chosen, []);
  }

  /** What is forced on a download: links take no key, so the header and the task decide. */
  forDownload(call: ForcibleCall): Forced | Unforceable {
    const byHeader = this.#byHeader(call, "download");
    if (byHeader !== undefined) return byHeader;
    const ofTask = scenarioOf("download", call.ofTask);
    return ofTask === undefined ? nothing : { ...single(ofTask), isOfTask: true };
  }

  /** `undefined` when there is no header, or it is used up. */
  #byHeader(call: ForcibleCall, operation: ScenarioOperation): Forced | Unforceable | undefined {
    if (call.header === undefined) return undefined;
    const read = parseScenario(call.header, operation);
    if (isUnknown(read)) return { unknown: { ...warningOf(read, "", ""), severity: "error" } };
    if (operation !== "submit" && read.scenario.operation !== operation) {
      const message = `scenario ${JSON.stringify(read.text)} belongs to the ${read.scenario.operation}: a ${operation} cannot carry it`;
      return { unknown: { ...warningOf({ message, suggestions: [] }, "", ""), severity: "error" } };
    }
    const [claimed] = operation === "submit" ? this.#claimForSubmit(call, read) : this.#claim(call, read);
    return claimed;
  }

  /** The scenario, unless its text has been used up by this account; nothing then. */
  #claim({ account }: ForcibleCall, call: ScenarioCall): Forced[] {
    const { times } = call;
    if (times === undefined) return [single(call)];
    const id = `${account?.id ?? ""} ${call.text}`;
    const used = this.#uses.get(id) ?? 0;
    if (used >= times) return [];
    if (this.#uses.size >= MOST_COUNTED) this.#uses.delete(this.#uses.keys().next().value ?? "");
    this.#uses.set(id, used + 1);
    return [
      single(call, () => {
        this.#uses.set(id, Math.max(0, (this.#uses.get(id) ?? 0) - 1));
      }),
    ];
  }

  /** As `#claim`; what is attached to a task is counted there, call by call. */
  #claimForSubmit(call: ForcibleCall, read: ScenarioCall): Forced[] {
    const { operation } = read.scenario;
    return operation === "query" || operation === "download" ? [single(read)] : this.#claim(call, read);
  }

  #nextQueued(call: ForcibleCall, accept: (operation: ScenarioOperation) => boolean): Forced[] {
    const entry = this.#queue.find(
      ({ match, call: { scenario } }) =>
        accept(scenario.operation) &&
        (match.account === undefined || match.account === call.account?.id) &&
        (match.model === undefined || match.model === call.model) &&
        (match.prompt === undefined || (call.prompt?.includes(match.prompt) ?? false)),
    );
    if (entry === undefined) return [];
    const queue = this.#queue;
    entry.left--;
    if (entry.left === 0) queue.splice(queue.indexOf(entry), 1);
    return [
      single(entry.call, () => {
        entry.left++;
        if (queue !== this.#queue || queue.includes(entry)) return;
        const behind = queue.findIndex(({ order }) => order > entry.order);
        queue.splice(behind < 0 ? queue.length : behind, 0, entry);
      }),
    ];
  }
}

function single(call: ScenarioCall, giveBack: () => void = () => undefined): Forced {
  return {
    calls: [call],
    warnings: [],
    release: (except) => {
      if (except !== call) giveBack();
    },
  };
}

function joined(chosen: readonly Forced[], warnings: readonly Finding[]): Forced {
  if (chosen.length === 0 && warnings.length === 0) return nothing;
  return {
    calls: chosen.flatMap(({ calls }) => calls),
    warnings,
    release: (except) => {
      for (const one of chosen) one.release(except);
    },
  };
}

/** What hits the next call about a task; `undefined` once its times are over. */
function scenarioOf(operation: ScenarioOperation, kept: CallScenario | undefined): ScenarioCall | undefined {
  if (kept === undefined || kept.used >= (kept.times ?? Number.POSITIVE_INFINITY)) return undefined;
  const scenario = findScenario(operation, kept.name);
  return scenario === undefined ? undefined : { text: scenario.name, scenario, name: kept.name };
}

function warningOf({ message, suggestions }: UnknownScenario, pointer: string, param: string): Finding {
  const source = { page: "wan-mock", at: "scenarios" };
  return { rule: RULE, severity: "warn", pointer, param, message, source, suggestions };
}
