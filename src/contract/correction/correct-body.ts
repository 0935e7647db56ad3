import { bytesOf } from "../../text/bytes-of.js";
import { isBodyRefusal } from "../body-refusal.js";
import type { CheckContext, Contract } from "../contract.js";
import type { Finding } from "../finding.js";
import type { ModelContract } from "../model-contract.js";
import type { ReadBody } from "../read-body.js";
import type { Body, Rule } from "../rules/define-rule.js";
import { editBody, pathOf, pointerOf, type Step, type ValueChange, valueIn } from "./body-edit.js";
import { candidateEdits } from "./candidate-edits.js";

/** A change, and why it was made. */
export interface BodyChange extends ValueChange {
  /** Rule id, or `schema/KEYWORD`, of the finding that the change removes. */
  readonly because: string;
}

/** A corrected body. */
export interface Correction {
  readonly body: Body;
  /**
   * In the order in which they were made. A renamed member is two of them, a removal and an addition; a value that is
   * repeated in the JSON text has one with the value that is kept in `to` alone.
   */
  readonly changes: readonly BodyChange[];
}

/** Judgements of one correction at the most: some 10 ms of work for a body of ordinary size. */
const MOST_JUDGEMENTS = 200;

/** Candidates that are tried for one finding at the most. */
const MOST_CANDIDATES = 40;

/** A body with as many errors is no slip; and of more, not all are listed. */
const MOST_ERRORS = 20;

/** Bytes in memory up to which a body is corrected: twice those of a sound one with every URL at 2,048 characters. */
const MOST_BYTES = 65_536;

/**
 * Corrects a body by trial: for each error, edits are tried from the least invasive to the most, and the first is kept
 * that removes the error and brings no other. What no finding is about stays as it is, and the given body too. Pure; the
 * body is judged 200 times at the most.
 *
 * @param context - as for `Contract.check`; its `duplicates` are those of the body
 * @returns the body without a finding of severity `error` and the changes, none where there was no error; `undefined`
 * for a body that nothing tried corrects, that has 20 errors or more, or that takes more than 65,536 bytes of memory
 */
export function correctBody(
  contract: Contract,
  { body, duplicates }: ReadBody,
  context: Omit<CheckContext, "duplicates"> = {},
): Correction | undefined {
  if (bytesOf(body, MOST_BYTES) > MOST_BYTES) return undefined;
  const search = new Search(contract, context);
  const changes: BodyChange[] = search.repetitions(body, duplicates);
  let state: Judged | undefined = search.judge(body);
  while (state !== undefined && state.errors.length > 0) {
    if (state.errors.length >= MOST_ERRORS) return undefined;
    const better: (Correction & Judged) | undefined = search.nextBody(state);
    for (const change of better?.changes ?? []) addChange(changes, change);
    state = better;
  }
  return state === undefined ? undefined : { body: state.body, changes };
}

/** A body with its errors. */
interface Judged {
  readonly body: Body;
  /** Absent while the body names no known model. */
  readonly model: ModelContract | undefined;
  readonly errors: readonly Finding[];
}

/** The corrected bodies of one call, one after another. */
class Search {
  #judgements = 0;
  readonly #rules: ReadonlyMap<string, Rule>;

  constructor(
    private readonly contract: Contract,
    private readonly context: Omit<CheckContext, "duplicates">,
  ) {
    this.#rules = new Map(contract.rules.map((rule) => [rule.id, rule]));
  }

  /** The errors of a body whose names stand once each; `undefined` when it was judged often enough. */
  judge(body: Body): Judged | undefined {
    if (this.#judgements++ >= MOST_JUDGEMENTS) return undefined;
    const model = this.contract.modelOf(body);
    if (isBodyRefusal(model)) return { body, model: undefined, errors: model.findings };
    const { findings } = this.contract.check(model, body, this.context);
    return { body, model, errors: findings.filter(({ severity }) => severity === "error") };
  }

  /** A parsed body holds the last of repeated members: the error is gone as soon as it is written anew. */
  repetitions(body: Body, duplicates: ReadBody["duplicates"]): BodyChange[] {
    const model = duplicates.length === 0 ? undefined : this.contract.modelOf(body);
    if (model === undefined || isBodyRefusal(model)) return [];
    const { findings } = this.contract.check(model, body, { ...this.context, duplicates });
    this.#judgements++;
    return findings
      .filter(({ rule, severity }) => rule === "no-duplicate-json-keys" && severity === "error")
      .map(({ rule, pointer }) => {
        const path = pathOf(body, pointer);
        if (path === undefined) return { pointer, because: rule };
        return { pointer: pointerOf(path), to: valueIn(body, path), because: rule };
      });
  }

  /**
   * The body after one more edit: one that only removes errors, else the first that takes fewer errors of the schema
   * for others of rules, which are looked at where a value fits its schema.
   */
  nextBody(state: Judged): (Correction & Judged) | undefined {
    let second: (Correction & Judged) | undefined;
    for (const finding of state.errors) {
      let tried = 0;
      for (const steps of this.#candidates(finding, state)) {
        const edit = editBody(state.body, steps);
        if (edit === undefined) continue;
        if (tried++ === MOST_CANDIDATES) break;
        const judged = this.judge(edit.body);
        if (judged === undefined) return undefined;
        if (!isProgress(state, judged, finding)) continue;
        const changes = edit.changes.map((change) => ({ ...change, because: finding.rule }));
        const better = { ...judged, changes };
        if (bringsNone(state.errors, judged.errors)) return better;
        second ??= better;
      }
    }
    return second;
  }

  #candidates(finding: Finding, { body, model }: Judged): Iterable<readonly Step[]> {
    return candidateEdits({ finding, body, model, rule: this.#rules.get(finding.rule) });
  }
}

/** Whether the error itself is gone, and there is less left to correct than before. */
function isProgress(before: Judged, after: Judged, finding: Finding): boolean {
  const kind = kindOf(finding);
  const [then, now] = [countKinds(before.errors), countKinds(after.errors)];
  if ((now.get(kind) ?? 0) >= (then.get(kind) ?? 0)) return false;
  const had = weightOf(before);
  const has = weightOf(after);
  const first = had.findIndex((weight, index) => weight !== has[index]);
  return first >= 0 && (has[first] ?? 0) < (had[first] ?? 0);
}

/** What is left to correct, the heaviest first: an unknown model, errors of the schema, errors of rules. */
function weightOf({ model, errors }: Judged): readonly number[] {
  const ofSchema = errors.filter(({ rule }) => rule.startsWith("schema/")).length;
  return [model === undefined ? 1 : 0, ofSchema, errors.length - ofSchema];
}

/** Whether every error was there before; items of a list count as one place, since they move up when one is removed. */
function bringsNone(before: readonly Finding[], after: readonly Finding[]): boolean {
  const then = countKinds(before);
  return [...countKinds(after)].every(([kind, count]) => count <= (then.get(kind) ?? 0));
}

function countKinds(errors: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const error of errors) counts.set(kindOf(error), (counts.get(kindOf(error)) ?? 0) + 1);
  return counts;
}

function kindOf({ rule, pointer }: Finding): string {
  return `${rule} ${pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*")}`;
}

/** Adds a change; two of one value that follow each other become one. */
function addChange(changes: BodyChange[], change: BodyChange): void {
  const last = changes.at(-1);
  if (last === undefined || last.pointer !== change.pointer || !("to" in last) || !("from" in change)) {
    changes.push(change);
    return;
  }
  changes.pop();
  const { to: _to, ...start } = last;
  const joined = "to" in change ? { ...start, to: change.to } : start;
  if ("from" in joined || "to" in joined) changes.push(joined);
}
