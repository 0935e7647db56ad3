import type { Contract } from "../../contract/contract.js";
import type { Finding } from "../../contract/finding.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type { CallbackEvent, JournalEntry, RequestEvent, TaskEvent } from "../../ports/journal.js";
import { CALLBACK_TIMEOUT_MS } from "../../simulation/callback-schedule.js";
import { isJsonObject } from "../../text/is-json-object.js";
import {
  type CallbackOutcome,
  type CoveragePlan,
  coveragePlan,
  type ModelCoveragePlan,
  type ParameterPlan,
  type RulePlan,
  textOfValue,
} from "./coverage-plan.js";
import type { CoverageRecord } from "./coverage-record.js";

/** Entries that wait to be counted: few enough to keep, enough that one request in a thousand pays for them. */
const MOST_WAITING = 1024;

/** Characters of bodies that those which wait keep from being forgotten. */
const MOST_WAITING_TEXT = 4_000_000;

/** Characters of a finding, about. */
const TEXT_OF_FINDING = 1000;

type Observed = RequestEvent | TaskEvent | CallbackEvent;

/** Refusals before the body is judged say nothing of rules; this is the code of those that come after. */
const JUDGED_REFUSAL = "invalid_request";

/**
 * Counts what a suite has exercised of a contract, from the entries of a journal.
 *
 * Entries are put aside as they come and counted when somebody asks, or when enough of them wait. From then on they are
 * counted as they come: what a submit sent is at hand then, and need not be read again.
 */
export class CoverageTally {
  readonly #contract: Contract;
  readonly #mostWaiting: number;
  /** Made when it is first needed: most mocks are never asked. */
  #plan: CoveragePlan | undefined;
  #hits = new Float64Array(0);
  /** Submits without a finding, by model and the bits of what they carried: the rules that they passed are computed on demand. */
  readonly #clean = new Map<ModelCoveragePlan, Map<number, number>>();
  #waiting: Observed[] = [];
  #waitingText = 0;
  #observed = 0;

  /** @param mostWaiting - entries put aside at the most; default 1024 */
  constructor(contract: Contract, mostWaiting: number = MOST_WAITING) {
    this.#contract = contract;
    this.#mostWaiting = Math.min(mostWaiting, MOST_WAITING);
  }

  /** Entries observed since the start or the last `clear` that can be of meaning. */
  get observed(): number {
    return this.#observed;
  }

  /**
   * Takes note of an entry. Every request comes by here.
   *
   * @param body - what a submit sent; read from its text when not given
   */
  observe(entry: JournalEntry, body?: Body): void {
    const { kind } = entry;
    if (kind !== "request" && kind !== "callback" && (kind !== "task" || entry.step !== "ended")) return;
    this.#observed++;
    if (this.#plan !== undefined) {
      this.#countEntry(entry, this.#plan, body);
      return;
    }
    if (kind === "request")
      this.#waitingText += (entry.sent?.length ?? 0) + TEXT_OF_FINDING * entry.findings.length;
    const waiting = this.#waiting.push(entry);
    if (waiting >= this.#mostWaiting || this.#waitingText > MOST_WAITING_TEXT) this.#count();
  }

  /** Forgets everything. */
  clear(): void {
    this.#waiting = [];
    this.#waitingText = 0;
    this.#hits.fill(0);
    this.#clean.clear();
    this.#observed = 0;
  }

  /** The counts so far, in the form that is written to files. */
  record(): CoverageRecord {
    const plan = this.#count();
    this.#countClean();
    return {
      contract: { models: [...plan.models.keys()], rules: plan.rules },
      items: new Map(plan.ids.map((id, place) => [id, this.#hits[place] ?? 0])),
      habits: [],
    };
  }

  #count(): CoveragePlan {
    if (this.#plan === undefined) {
      this.#plan = coveragePlan(this.#contract);
      this.#hits = new Float64Array(this.#plan.ids.length);
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingText = 0;
    for (const entry of waiting) this.#countEntry(entry, this.#plan);
    return this.#plan;
  }

  #countEntry(entry: Observed, plan: CoveragePlan, body?: Body): void {
    if (entry.kind === "request") this.#countRequest(entry, plan, body);
    else if (entry.kind === "task") this.#countEnd(entry, plan);
    else for (const outcome of outcomesOf(entry)) this.#add(plan.callbacks.get(outcome));
  }

  #countRequest(entry: RequestEvent, plan: CoveragePlan, body?: Body): void {
    const { route, status, code, shown, fault, findings, method } = entry;
    if (route === "submit") this.#countSubmit(entry, plan, body);
    // A HEAD shows neither a task nor a code.
    const arrived = status !== 0 && method !== "HEAD" && (fault === undefined || fault === "slow-body");
    if (!arrived) return;
    const { transitions } = plan;
    switch (route) {
      case "submit":
        if (status === 200) this.#add(transitions.get("submit-accepted"));
        break;
      case "query":
        if (shown !== undefined) this.#add(transitions.get(`${shown}-seen`));
        break;
      case "download":
        if (status === 200 || status === 206) this.#add(transitions.get("result-fetched"));
        else if (code === "link_expired") this.#add(transitions.get("link-expired"));
        break;
      case "unknown":
        return;
      default:
        this.#add(plan.routes.get(`${route} ${code ?? "answered"}`));
        return;
    }
    if (code !== undefined && !isOurOwn(findings)) this.#add(plan.errors.get(`${route} ${status} ${code}`));
  }

  #countSubmit(entry: RequestEvent, plan: CoveragePlan, given?: Body): void {
    const { sent, status, findings } = entry;
    const body = given ?? (sent === undefined ? undefined : (JSON.parse(sent) as Body));
    for (const { rule } of findings) this.#add(plan.refused.get(rule));
    const id: unknown = body !== undefined && Object.hasOwn(body, "model") ? body.model : entry.model;
    const model = typeof id === "string" ? plan.models.get(id) : undefined;
    if (model === undefined) return;
    if (status === 200) this.#add(model.place);
    if (body === undefined) return;
    const carried = this.#countMembers(body, model.parameters);
    if (isJudged(entry, model)) this.#countPassed(carried, model, findings);
  }

  /** Counts the members of a body, or of an object inside of it; returns the bits of those that rules read. */
  #countMembers(
    body: Readonly<Record<string, unknown>>,
    parameters: ReadonlyMap<string, ParameterPlan>,
  ): number {
    let carried = 0;
    for (const name in body) {
      const parameter = parameters.get(name);
      if (parameter === undefined) continue;
      this.#add(parameter.place);
      carried |= parameter.bit;
      const value = body[name];
      const { values, items, minimum, maximum, minItems, maxItems, members } = parameter;
      if (values !== undefined) this.#add(values.get(textOfValue(value)));
      if (typeof value === "number") {
        if (minimum?.at === value) this.#add(minimum.place);
        if (maximum?.at === value) this.#add(maximum.place);
      } else if (Array.isArray(value)) {
        if (minItems?.at === value.length) this.#add(minItems.place);
        if (maxItems?.at === value.length) this.#add(maxItems.place);
        if (items !== undefined)
          for (const item of new Set(value.map(textOfValue))) this.#add(items.get(item));
      } else if (members !== undefined && isJsonObject(value)) this.#countMembers(value, members);
    }
    return carried;
  }

  #countPassed(carried: number, model: ModelCoveragePlan, findings: readonly Finding[]): void {
    if (findings.length === 0) {
      const counts = this.#clean.get(model) ?? new Map<number, number>();
      this.#clean.set(model, counts);
      counts.set(carried, (counts.get(carried) ?? 0) + 1);
      return;
    }
    const broken = new Set(findings.map(({ rule }) => rule));
    const unread = unfitParameters(findings);
    for (const { id, parameters, passed } of rulesReading(carried, model)) {
      // Where the schema complains the rule was not asked.
      if (!broken.has(id) && !parameters.some((name) => unread.has(name))) this.#add(passed);
    }
  }

  #countClean(): void {
    for (const [model, counts] of this.#clean) {
      for (const [carried, times] of counts)
        for (const { passed } of rulesReading(carried, model)) this.#add(passed, times);
    }
    this.#clean.clear();
  }

  #countEnd({ status, code }: TaskEvent, { failures, transitions }: CoveragePlan): void {
    if (status !== "failed" || code === undefined) return;
    this.#add(failures.get(code));
    if (code === "request_cancelled") this.#add(transitions.get("cancelled"));
  }

  #add(place: number | undefined, times = 1): void {
    if (place !== undefined) this.#hits[place] = (this.#hits[place] ?? 0) + times;
  }
}

/** The outcome of an attempt and of its delivery. */
function outcomesOf({ state, attempt, status, seconds }: CallbackEvent): readonly CallbackOutcome[] {
  if (state === "withheld") return [state];
  if (state === "delivered") return [attempt === 1 ? "delivered-at-once" : "delivered-after-retry"];
  const reply =
    status !== undefined
      ? "receiver-refused"
      : seconds === CALLBACK_TIMEOUT_MS / 1000
        ? "receiver-silent"
        : "receiver-unreachable";
  return state === "given-up" ? [state, reply] : [reply];
}

/** The rules that read something of what a submit carried. */
function rulesReading(carried: number, { rules }: ModelCoveragePlan): readonly RulePlan[] {
  return rules.filter(({ mask }) => mask === -1 || (mask & carried) !== 0);
}

/** Whether schema and rules had their say. */
function isJudged({ status, code, replayed, findings }: RequestEvent, model: ModelCoveragePlan): boolean {
  if (replayed === true) return false;
  if (status === 200 || findings.length === 0) return status === 200;
  return (
    code === JUDGED_REFUSAL &&
    findings.some(
      ({ rule, severity }) => severity === "error" && (rule.startsWith("schema/") || model.ruleIds.has(rule)),
    )
  );
}

/** Top-level parameters that the schema complained about. */
function unfitParameters(findings: readonly Finding[]): ReadonlySet<string> {
  const schema = findings.filter(({ rule }) => rule.startsWith("schema/"));
  return new Set(schema.map(({ pointer }) => pointer.split("/")[1] ?? ""));
}

/** The 400 for a scenario that does not exist is the mock's, not the vendor's. */
function isOurOwn(findings: readonly Finding[]): boolean {
  return findings.some(({ rule, severity }) => rule === "unknown-scenario" && severity === "error");
}
