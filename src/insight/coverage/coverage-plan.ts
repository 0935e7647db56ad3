import type { Contract } from "../../contract/contract.js";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import type { ModelContract, ParameterSchema } from "../../contract/model-contract.js";
import { type Policy, policyNames } from "../../contract/policy.js";
import type { Rule } from "../../contract/rules/define-rule.js";
import { taskFailures } from "../../contract/task-failures.js";
import type { VendorRoute } from "../../contract/vendor-operations.js";
import { itemId } from "./coverage-item.js";

/** Stages of a task that a client saw, or actions of the client on it. */
export const transitions = [
  "submit-accepted",
  "pending-seen",
  "processing-seen",
  "completed-seen",
  "failed-seen",
  "cancelled",
  "result-fetched",
  "link-expired",
] as const;
export type Transition = (typeof transitions)[number];

export const callbackOutcomes = [
  "delivered-at-once",
  "delivered-after-retry",
  "given-up",
  "withheld",
  "receiver-refused",
  "receiver-silent",
  "receiver-unreachable",
] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** Routes beside submit, query and download, each with what it answers; codes are those of the file service. */
const routeOutcomes: readonly (readonly [route: VendorRoute, outcome: string])[] = [
  ...(["credits", "models", "list", "batch"] as const).map((route) => [route, "answered"] as const),
  ...(["uploadBase64", "uploadUrl", "uploadStream"] as const).flatMap((route) =>
    ["answered", "40001", "40002", "40003"].map((outcome) => [route, outcome] as const),
  ),
  ["uploadUrl", "40004"],
  ...(["fileList", "fileQuota", "fileDelete", "fileLink", "fileDownload"] as const).map(
    (route) => [route, "answered"] as const,
  ),
  ["fileDelete", "404"],
  ["fileLink", "404"],
];

/** Places of counters, by what is looked for. */
type Places = ReadonlyMap<string, number>;

export interface ParameterPlan {
  readonly place: number;
  /** Bits of the rules' parameters; 0 for one that no rule reads. */
  readonly bit: number;
  /** By `textOfValue`; absent where the document lists none. */
  readonly values?: Places;
  /** The same for each item of an array. */
  readonly items?: Places;
  readonly minimum?: Bound;
  readonly maximum?: Bound;
  readonly minItems?: Bound;
  readonly maxItems?: Bound;
  readonly members?: ReadonlyMap<string, ParameterPlan>;
}

interface Bound {
  readonly at: number;
  readonly place: number;
}

export interface RulePlan {
  readonly id: string;
  readonly parameters: readonly string[];
  /** Bits of the parameters that it reads; -1 for a rule about the whole body. */
  readonly mask: number;
  readonly passed: number;
}

export interface ModelCoveragePlan {
  readonly place: number;
  readonly parameters: ReadonlyMap<string, ParameterPlan>;
  readonly rules: readonly RulePlan[];
  readonly ruleIds: ReadonlySet<string>;
}

/** Everything that there is to cover under a contract; each item has a counter's place. */
export interface CoveragePlan {
  /** Ids, by place. */
  readonly ids: readonly string[];
  readonly models: ReadonlyMap<string, ModelCoveragePlan>;
  /** Models that each rule holds for, by its id. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
  /** Places of the items about rules that were refused, by rule id. */
  readonly refused: Places;
  /** By `OPERATION STATUS CODE`. */
  readonly errors: Places;
  /** By `error.code`. */
  readonly failures: Places;
  readonly transitions: ReadonlyMap<Transition, number>;
  readonly callbacks: ReadonlyMap<CallbackOutcome, number>;
  /** By `ROUTE OUTCOME`. */
  readonly routes: Places;
}

/** Documents nest parameters two levels deep; further down nothing is counted. */
const DEEPEST = 3;

/** Lists what there is to cover: what the documents of the models state, active rules, documented errors and failures. */
export function coveragePlan(contract: Contract): CoveragePlan {
  const ids: string[] = [];
  const placeOf = new Map<string, number>();
  const place: Place = (kind, ...parts) => {
    const id = itemId(kind, ...parts);
    const known = placeOf.get(id);
    if (known !== undefined) return known;
    placeOf.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const models = new Map<string, ModelCoveragePlan>();
  const rules = new Map<string, string[]>();
  const bits = ruleBits(contract);
  for (const model of contract.models) place("model", model.id);
  for (const model of contract.models) {
    const { model: _model, ...parameters } = model.properties;
    const active = contract.rulesOf(model).filter((rule) => isSet(rule, contract.policy));
    for (const { id } of active) rules.set(id, [...(rules.get(id) ?? []), model.id]);
    models.set(model.id, {
      place: place("model", model.id),
      parameters: plansOf(parameters, { model: model.id, path: "", bits, place, level: 1 }),
      rules: active.map((rule) => rulePlan(rule, bits, place)),
      ruleIds: new Set(active.map(({ id }) => id)),
    });
  }
  // The documented errors of the two operations that have some.
  const errors = (["submit", "query"] as const).flatMap((operation) =>
    Object.values(errorCatalogue[operation])
      // Under this reading an unknown model is a model that the key may not use.
      .filter(({ code }) => code !== "model_not_found" || contract.settings.unknownModel === "404")
      .map(
        ({ code, status }) =>
          [`${operation} ${status} ${code}`, place("error", operation, String(status), code)] as const,
      ),
  );
  return {
    ids,
    models,
    rules: Object.fromEntries(rules),
    refused: new Map([...rules.keys()].map((id) => [id, place("rule", id, "refused")])),
    errors: new Map(errors),
    failures: new Map(Object.keys(taskFailures).map((code) => [code, place("failure", code)])),
    transitions: new Map(transitions.map((name) => [name, place("transition", name)])),
    callbacks: new Map(callbackOutcomes.map((name) => [name, place("callback", name)])),
    routes: new Map(
      routeOutcomes.map(([route, outcome]) => [`${route} ${outcome}`, place("route", route, outcome)]),
    ),
  };
}

/** The text that stands for a value in an id; all objects and arrays are alike. */
export function textOfValue(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[...]" : "{...}";
  return String(value);
}

/** A house rule is silent until somebody sets it. */
function isSet({ id, meta }: Rule, policy: Policy): boolean {
  if (meta.policy !== true) return true;
  return policyNames.some(
    (name) =>
      policy[name] !== undefined &&
      id === `policy-${name.replaceAll(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)}`,
  );
}

/** A bit for every parameter that a rule reads; those of all rules together are fewer than an integer has bits. */
function ruleBits({ rules }: Contract): ReadonlyMap<string, number> {
  const names = new Set(rules.flatMap(({ meta }) => meta.parameters));
  if (names.size > 30) throw new Error(`rules read ${names.size} parameters, more than there are bits`);
  return new Map([...names].map((name, index) => [name, 1 << index]));
}

type Place = (kind: string, ...parts: readonly string[]) => number;

function rulePlan({ id, meta }: Rule, bits: ReadonlyMap<string, number>, place: Place): RulePlan {
  const { parameters } = meta;
  place("rule", id, "refused");
  const mask = parameters.reduce((joined, name) => joined | (bits.get(name) ?? 0), 0);
  return {
    id,
    parameters,
    mask: parameters.length === 0 ? -1 : mask,
    passed: place("rule", id, "passed"),
  };
}

interface Where {
  readonly model: string;
  /** Names above, each with a dot behind it. */
  readonly path: string;
  readonly bits: ReadonlyMap<string, number>;
  readonly place: Place;
  readonly level: number;
}

function plansOf(properties: ModelContract["properties"], where: Where): ReadonlyMap<string, ParameterPlan> {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, planOf(name, schema, where)]));
}

function planOf(name: string, schema: ParameterSchema, where: Where): ParameterPlan {
  const { model, path, bits, place, level } = where;
  const full = `${path}${name}`;
  const own = place("parameter", model, full);
  const bound = (keyword: "minimum" | "maximum" | "minItems" | "maxItems") => {
    const at = schema[keyword];
    return typeof at === "number" ? { [keyword]: { at, place: place("bound", model, full, keyword) } } : {};
  };
  const valuesOf = (listed: readonly unknown[], of: string) =>
    new Map(listed.map((value) => [textOfValue(value), place("value", model, of, textOfValue(value))]));
  const { enum: values, items, properties } = schema;
  return {
    place: own,
    bit: level === 1 ? (bits.get(name) ?? 0) : 0,
    ...(Array.isArray(values) ? { values: valuesOf(values, full) } : {}),
    ...(Array.isArray(items?.enum) ? { items: valuesOf(items.enum, `${full}[]`) } : {}),
    ...bound("minimum"),
    ...bound("maximum"),
    ...bound("minItems"),
    ...bound("maxItems"),
    ...(properties === undefined || level === DEEPEST
      ? {}
      : { members: plansOf(properties, { ...where, path: `${full}.`, level: level + 1 }) }),
  };
}
