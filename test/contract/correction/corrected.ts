import { isBodyRefusal } from "../../../src/contract/body-refusal.js";
import { bundledModels } from "../../../src/contract/bundled-models.js";
import { type CheckContext, Contract } from "../../../src/contract/contract.js";
import {
  type BodyChange,
  type Correction,
  correctBody,
} from "../../../src/contract/correction/correct-body.js";
import type { Finding } from "../../../src/contract/finding.js";
import type { ReadBody } from "../../../src/contract/read-body.js";
import type { Body } from "../../../src/contract/rules/define-rule.js";
import { rules } from "../../../src/contract/rules/rule-list.js";
import { type ContractSettings, defaultSettings } from "../../../src/contract/settings.js";
import { nameIn } from "../../../src/text/json-pointer.js";

/** The bundled contract, and how many bodies it has judged. */
export class CountingContract {
  judged = 0;
  readonly contract: Contract;

  constructor(settings: Partial<ContractSettings> = {}) {
    const models = bundledModels.map((model) => ({
      ...model,
      validate: (body: unknown) => {
        this.judged++;
        return model.validate(body);
      },
    }));
    this.contract = new Contract(models, rules, { ...defaultSettings, ...settings });
  }
}

/** The errors of a body, those of an unknown model as well. */
export function errorsOf(
  contract: Contract,
  { body, duplicates }: ReadBody,
  context: CheckContext = {},
): readonly Finding[] {
  const model = contract.modelOf(body);
  const { findings } = isBodyRefusal(model) ? model : contract.check(model, body, { ...context, duplicates });
  return findings.filter(({ severity }) => severity === "error");
}

/** A body, or the text of one, as a submit reads it. */
export function readOf(contract: Contract, bodyOrText: unknown): ReadBody {
  const read = contract.read(typeof bodyOrText === "string" ? bodyOrText : JSON.stringify(bodyOrText));
  if (isBodyRefusal(read)) throw new Error("the body cannot be read");
  return { body: frozen(read.body), duplicates: read.duplicates };
}

/** The correction of a body that must not be changed itself. */
export function correctionOf(contract: Contract, bodyOrText: unknown): Correction | undefined {
  return correctBody(contract, readOf(contract, bodyOrText));
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

/** The bodies that a list of changes leads through, the given one first. */
export function replay(body: Body, changes: readonly BodyChange[]): readonly Body[] {
  const bodies = [body];
  for (const change of changes) {
    const copy = structuredClone(bodies.at(-1)) as Record<string, unknown>;
    const path = change.pointer.slice(1).split("/").map(nameIn);
    const name = path.pop() ?? "";
    let holder: unknown = copy;
    for (const part of path) holder = (holder as Record<string, unknown>)[part];
    if (change.to !== undefined) {
      Object.defineProperty(holder, name, {
        value: structuredClone(change.to),
        ...{ enumerable: true, configurable: true, writable: true },
      });
    } else if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else Reflect.deleteProperty(holder as object, name);
    bodies.push(copy);
  }
  return bodies;
}
