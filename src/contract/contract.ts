import { closeNames } from "../errors/close-names.js";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { cutText, longest } from "../text/cut-text.js";
import {
  type DuplicateKey,
  type JsonLimits,
  type JsonScan,
  MOST_REPETITIONS,
  scanJson,
} from "../text/duplicate-keys.js";
import { isJsonObject } from "../text/is-json-object.js";
import { isFault, type JsonTotals, walkJson } from "../text/json-syntax.js";
import { errorCatalogue } from "./error-catalogue.js";
import {
  type Finding,
  MOST_FINDINGS,
  makeFinding,
  type RuleSetting,
  refuses,
  type Severity,
} from "./finding.js";
import { fixedFindings } from "./fixed-findings.js";
import { headerRules } from "./header-rules.js";
import { knownMedia } from "./media/known-media.js";
import type { ModelContract, SchemaError } from "./model-contract.js";
import { allModels, type WanModel } from "./models/model-ids.js";
import { traitsOf, wanModels } from "./models/wan-models.js";
import { changedPolicy, type Policy, readPolicy, type Spending } from "./policy.js";
import { type Rejection, rejection } from "./rejection.js";
import {
  type Asset,
  type Body,
  type Complaint,
  type Rule,
  type RuleInput,
  sentenceOf,
  type TaskFailure,
} from "./rules/define-rule.js";
import { schemaFindings } from "./schema-findings.js";
import type { ContractSettings } from "./settings.js";
import { truncatePrompts } from "./truncation.js";
import { withFewBindings } from "./voice-bindings.js";

/**
 * How much a body may hold; a documented one has 3 levels, fewer than 100 values, and some 200 characters of names.
 * Within these limits 10 MB are parsed and judged in some 50 ms. Millions of values would take seconds in `JSON.parse`
 * alone, which nothing can interrupt: all other requests would wait.
 */
const bodyLimits: JsonLimits = { depth: 64, values: 10_000, names: 250_000 };

/** Collections are shown to the schema up to this many entries: all bounds of the documents lie far below. */
const MOST_ENTRIES = 100;

/** Characters of a name that are shown to the schema. */
const MOST_OF_NAME = 1000;

/** What is wrong with a request before its model is known, or with the choice of model. */
export interface BodyRefusal {
  readonly rejection: Rejection;
  readonly findings: readonly Finding[];
}

/** A body that is a JSON object. */
export interface ReadBody {
  readonly body: Body;
  readonly duplicates: readonly DuplicateKey[];
}

/** What schema and rules say of a body. */
export interface Verdict {
  readonly model: ModelContract;
  /** The body the service would work with: over-long prompts cut. */
  readonly body: Body;
  /** Schema findings first, then those of the rules in the order of the rule list. */
  readonly findings: readonly Finding[];
  /** The answer, when a finding refuses; made of the first such finding. */
  readonly rejection: Rejection | undefined;
  /** How the task fails, should the request pass; made of the first finding of that effect. */
  readonly failure: TaskFailure | undefined;
}

/** What is known beside the parsed body. */
export interface CheckContext {
  readonly duplicates?: readonly DuplicateKey[];
  /** What is known of a media URL. */
  readonly assetOf?: (url: string) => Asset | undefined;
  /** House rules of the API key, in place of those of the settings. */
  readonly policy?: Policy;
  /** Credits of the API key's day, for the house rule about them. */
  readonly spending?: () => Spending;
}

interface ActiveRule {
  readonly rule: Rule;
  /** Set by configuration; the rule's own severity (or the complaint's) holds when absent. */
  readonly severity: Severity | undefined;
}

interface ModelPlan {
  readonly model: ModelContract;
  readonly parameters: ReadonlySet<string>;
  readonly modelParams: ReadonlySet<string>;
  /** Over-long prompts are cut as the pages of Wan 2.7 say; other documents have bounds of their own. */
  readonly cutsPrompts: boolean;
  readonly active: readonly ActiveRule[];
  readonly promptOptional: boolean;
  readonly defaultOf: (parameter: string) => unknown;
}

const nothingKnown = (): undefined => undefined;
const none: readonly never[] = Object.freeze([]);

/**
 * The promises of the API for a set of models: which bodies are accepted, and what is said of the others.
 * Pure: no clock, no chance, no files.
 */
export class Contract {
  readonly settings: ContractSettings;
  readonly rules: readonly Rule[];
  /** Every `quality` that a model takes; empty when a document leaves that open. */
  readonly qualities: readonly string[];
  /** House rules of every API key that has none of its own. */
  readonly policy: Policy;
  readonly #plans: ReadonlyMap<string, ModelPlan>;

  /**
   * @param models - one per model id; a later one replaces an earlier one of the same id
   * @throws {KitError} `UNKNOWN_RULE` when the settings name a rule that does not exist,
   * `INVALID_OPTION` when their policy cannot be read
   */
  constructor(models: readonly ModelContract[], rules: readonly Rule[], settings: ContractSettings) {
    this.settings = settings;
    this.rules = rules;
    const known = [...rules, ...headerRules].map((rule) => rule.id);
    for (const id of Object.keys(settings.rules)) {
      if (!known.includes(id)) throw new KitError("UNKNOWN_RULE", unknownRuleSentence(id, known));
    }
    const plans = new Map<string, ModelPlan>();
    for (const model of models) plans.set(model.id, planFor(model, rules, settings));
    this.#plans = plans;
    this.qualities = qualitiesOf(plans.values());
    const policy = readPolicy(settings.policy, { place: "policy", qualities: this.qualities });
    this.policy = changedPolicy({}, policy);
  }

  /** Whether a rule refuses requests for a model: it holds for it, and is neither off nor a warning. */
  refusesBy(rule: string, model: ModelContract): boolean {
    const active = this.#plans.get(model.id)?.active.find((one) => one.rule.id === rule);
    return active !== undefined && (active.severity ?? active.rule.meta.severity) === "error";
  }

  /** The rules that hold for a model and are not switched off, in the order of the rule list. */
  rulesOf(model: ModelContract): readonly Rule[] {
    return this.#plans.get(model.id)?.active.map(({ rule }) => rule) ?? none;
  }

  get models(): readonly ModelContract[] {
    return [...this.#plans.values()].map((plan) => plan.model);
  }

  /** The model of that id, if a document describes it. */
  model(id: string): ModelContract | undefined {
    return this.#plans.get(id)?.model;
  }

  /**
   * Reads the JSON text of a body.
   *
   * @returns the object, or the refusal of a text that is empty, no JSON, no object, or beyond a limit: 64 levels,
   * 10,000 members and items, 250,000 characters of names, 100 repeated names
   */
  read(text: string): ReadBody | BodyRefusal {
    const scan = scanJson(text, bodyLimits);
    const read = scan.isBeyond === true ? undefined : parsed(text, scan);
    return read ?? endOf(refusal(text));
  }

  /** The same in steps, for texts of megabytes: each takes some milliseconds, or as long as `JSON.parse` does. */
  *readInSteps(text: string): Generator<void, ReadBody | BodyRefusal> {
    const scan = scanJson(text, bodyLimits);
    yield;
    const read = scan.isBeyond === true ? undefined : parsed(text, scan);
    yield;
    return read ?? (yield* refusal(text));
  }

  /** The model that a body asks for, or the refusal when it names none or one that no document describes. */
  modelOf(body: Body): ModelContract | BodyRefusal {
    const id: unknown = Object.hasOwn(body, "model") ? body.model : undefined;
    if (typeof id === "string") {
      const plan = this.#plans.get(id);
      return plan === undefined ? this.#unknownModel(id) : plan.model;
    }
    const message =
      id === undefined
        ? `model is required: one of ${[...this.#plans.keys()].join(", ")}`
        : `model must be a string, got ${quoteForMessage(id)}`;
    const rule = id === undefined ? "schema/required" : "schema/type";
    return {
      rejection: rejection(errorCatalogue.submit.invalid_request, { message, param: "model" }),
      findings: [modelFinding(rule, message)],
    };
  }

  #unknownModel(id: string): BodyRefusal {
    const { rule, message, suggestions } = unknownModelFinding(id, [...this.#plans.keys()]);
    const finding = modelFinding(rule, message, suggestions);
    const refused =
      this.settings.unknownModel === "403"
        ? rejection(errorCatalogue.submit.model_access_denied, { message: accessDeniedMessage(id) })
        : rejection(errorCatalogue.submit.model_not_found);
    return { rejection: refused, findings: [finding] };
  }

  /**
   * Judges a body against the document and the prose rules of its model.
   *
   * @param model - as `modelOf` returned it
   * @param sent - the body as sent
   */
  check(model: ModelContract, sent: Body, context: CheckContext = {}): Verdict {
    const plan = this.#plans.get(model.id);
    if (plan === undefined) throw new Error(`model ${model.id} is not of this contract`);
    const body = plan.cutsPrompts ? truncatePrompts(sent) : sent;
    const seen = shortened(body);
    const errors = this.#schemaErrors(plan, seen);
    let findings: Finding[] | undefined =
      errors.length === 0 ? undefined : [...schemaFindings(model, { body, seen }, errors)];
    const judged = seen === body ? body : withFewBindings(body);
    const input: RuleInput = {
      body: judged,
      sent,
      model: model.id,
      duplicates: context.duplicates ?? none,
      parameters: plan.parameters,
      modelParams: plan.modelParams,
      others: model.others ?? "ignored",
      modelsWith: this.#modelsWith,
      assetOf: context.assetOf ?? nothingKnown,
      media:
        context.assetOf === undefined
          ? none
          : knownMedia({ body: judged, parameters: plan.parameters }, context.assetOf),
      settings: this.settings,
      policy: context.policy ?? this.policy,
      defaultOf: plan.defaultOf,
      spending: context.spending,
    };
    const unfit = errors.length === 0 ? undefined : unfitParameters(errors);
    let failure: TaskFailure | undefined;
    for (const { rule, severity } of plan.active) {
      if (unfit !== undefined && rule.meta.parameters.some((parameter) => unfit.has(parameter))) continue;
      const complaints = rule.check(input);
      if (complaints.length === 0) continue;
      findings ??= [];
      for (const complaint of complaints) {
        const finding = ruleFinding(rule, complaint, severity, this.settings);
        findings.push(finding);
        if (finding.effect === "fails-task") failure ??= rule.meta.failure;
      }
    }
    if (findings === undefined) {
      return { model, body, findings: none, rejection: undefined, failure: undefined };
    }
    const first = findings.find(refuses);
    return {
      model,
      body,
      findings: findings.length > MOST_FINDINGS ? mostTelling(findings) : findings,
      rejection:
        first === undefined
          ? undefined
          : rejection(errorCatalogue.submit.invalid_request, { message: first.message, param: first.param }),
      failure,
    };
  }

  #schemaErrors(plan: ModelPlan, body: Body): readonly SchemaError[] {
    const errors = plan.model.validate(body);
    if (errors.length === 0 || !plan.promptOptional) return errors;
    return errors.filter(
      (error) => !(error.keyword === "required" && error.params["missingProperty"] === "prompt"),
    );
  }

  readonly #modelsWith = (parameter: string): readonly string[] => {
    const ids: string[] = [];
    for (const [id, plan] of this.#plans) if (plan.parameters.has(parameter)) ids.push(id);
    return ids;
  };
}

/** The body that a text within the limits is; `undefined` for one that is not JSON. */
function parsed(text: string, { duplicates }: JsonScan): ReadBody | BodyRefusal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (duplicates.length > MOST_REPETITIONS) {
    return refuseBody("json/repeated-keys", `the body repeats more than ${MOST_REPETITIONS} keys`);
  }
  if (!isJsonObject(value)) {
    return refuseBody("json/object", `the body must be a JSON object, got ${quoteForMessage(value)}`);
  }
  return { body: value as Body, duplicates };
}

/** Why a text is refused that is not JSON or goes beyond a limit; in steps. */
function* refusal(text: string): Generator<void, BodyRefusal> {
  if (text.trim() === "") return refuseBody("json/syntax", "the body is empty: send a JSON object");
  const end = yield* walkJson(text);
  if (!isFault(end)) return refuseTotals(end);
  return refuseBody(
    "json/syntax",
    `the body is not JSON: line ${end.line}, column ${end.column}: ${end.problem}`,
  );
}

function refuseTotals({ depth, values, names }: JsonTotals): BodyRefusal {
  if (depth > bodyLimits.depth) {
    const message = `the body is nested ${depth} levels deep, at most ${bodyLimits.depth} are read`;
    return refuseBody("json/depth", message);
  }
  if (values > bodyLimits.values) {
    const message = `the body holds ${values} members and items, at most ${bodyLimits.values} are read`;
    return refuseBody("json/values", message);
  }
  const message = `the names in the body have ${names} characters, at most ${bodyLimits.names} are read`;
  return refuseBody("json/names", message);
}

/** What a generator returns. */
function endOf<End>(steps: Generator<void, End>): End {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function planFor(model: ModelContract, rules: readonly Rule[], settings: ContractSettings): ModelPlan {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    if (!holdsFor(rule, model.id)) continue;
    const setting: RuleSetting | undefined = settings.rules[rule.id];
    if (setting === "off") continue;
    active.push({ rule, severity: settings.strict ? "error" : setting });
  }
  return {
    model,
    parameters: new Set(Object.keys(model.properties)),
    modelParams: new Set(Object.keys(model.properties["model_params"]?.properties ?? {})),
    cutsPrompts: settings.longPrompt === "truncate" && (allModels as readonly string[]).includes(model.id),
    active,
    promptOptional: settings.promptOptional && traitsOf(model.id).promptOptional === true,
    defaultOf: (parameter) => model.properties[parameter]?.default,
  };
}

function holdsFor({ meta }: Rule, model: string): boolean {
  return meta.policy === true || meta.everyModel === true || meta.models.includes(model as WanModel);
}

function qualitiesOf(plans: Iterable<ModelPlan>): readonly string[] {
  const qualities = new Set<string>();
  for (const { model } of plans) {
    const quality = model.properties["quality"];
    if (quality !== undefined && quality.enum === undefined) return [];
    for (const value of quality?.enum ?? []) if (typeof value === "string") qualities.add(value);
  }
  return [...qualities];
}

/** Whether `refusal` came back instead of a model or a body. */
export function isBodyRefusal(value: object): value is BodyRefusal {
  return "rejection" in value && !("model" in value);
}

/** The documented 403 sentence for a model. */
export function accessDeniedMessage(model: string): string {
  return errorCatalogue.submit.model_access_denied.message.replace("MODEL", () => cutText(model, longest.id));
}

/** A refusal that speaks of the body as a whole. */
export function refuseBody(rule: string, message: string): BodyRefusal {
  return {
    rejection: rejection(errorCatalogue.submit.invalid_request, { message }),
    findings: [
      makeFinding({
        rule,
        severity: "error",
        pointer: "",
        message,
        source: { page: "wan2.7-text-to-video", at: "/paths/~1v1~1videos~1generations/post/requestBody" },
      }),
    ],
  };
}

function modelFinding(rule: string, message: string, suggestions?: readonly string[]): Finding {
  return makeFinding({
    rule,
    severity: "error",
    pointer: "/model",
    message,
    source: { page: "guide", at: "2. Choose the right model ID" },
    ...(suggestions === undefined ? {} : { suggestions }),
  });
}

/** The id with `wan27-t2v` and other short forms of other platforms spelt out. */
function spelledOut(id: string): string {
  const start = id
    .slice(0, 100)
    .toLowerCase()
    .replace(/^wan[-_]?2[._]?7/, "wan2.7");
  return Object.entries(wanModels).reduce(
    (name, [model, { shortForm }]) => name.replace(shortForm, model.replace("wan2.7-", "")),
    start,
  );
}

function unknownModelFinding(id: string, known: readonly string[]) {
  const successor = id.startsWith("wan2.6-") ? id.replace("wan2.6-", "wan2.7-") : undefined;
  const rule = "unknown-model";
  if (successor !== undefined && known.includes(successor)) {
    return {
      rule,
      message: `model ${quoteForMessage(id)} is not served here; its 2.7 successor is ${successor}`,
      suggestions: [successor],
    };
  }
  const suggestions = closeNames(spelledOut(id), known);
  const advice = suggestions.length > 0 ? `did you mean ${suggestions[0]}?` : `known are ${known.join(", ")}`;
  return { rule, message: `model ${quoteForMessage(id)} does not exist: ${advice}`, suggestions };
}

function unknownRuleSentence(id: string, known: readonly string[]): string {
  if (fixedFindings.includes(id)) return `"${id}" cannot be set: it comes from no rule, and always refuses`;
  const [near] = closeNames(id, known);
  return `there is no rule "${id}"${near === undefined ? "" : `: did you mean "${near}"?`} ("wan-mock rules" lists them)`;
}

/** A wrong value in this map leaves the map itself readable: the rules about its keys still speak. */
const VOICE_BINDING = /^\/model_params\/voice_bindings\/[^/]*$/;

/** Parameters that are not of the documented type, so that rules cannot read them. */
function unfitParameters(errors: readonly SchemaError[]): ReadonlySet<string> {
  const unfit = new Set<string>();
  for (const error of errors) {
    if (VOICE_BINDING.test(error.instancePath)) continue;
    const missing = error.params["missingProperty"];
    const top = error.instancePath.split("/")[1];
    if (top !== undefined) unfit.add(top);
    else if (typeof missing === "string") unfit.add(missing);
  }
  return unfit;
}

function ruleFinding(
  rule: Rule,
  complaint: Complaint,
  configured: Severity | undefined,
  { assetFailures }: ContractSettings,
): Finding {
  const severity = configured ?? complaint.severity ?? rule.meta.severity;
  const failsTask = severity === "error" && rule.meta.failure !== undefined && assetFailures === "task";
  return makeFinding({
    rule: rule.id,
    severity,
    pointer: complaint.at,
    message: sentenceOf(rule, complaint),
    source: rule.meta.source,
    ...(failsTask ? { effect: "fails-task" as const } : {}),
    ...(complaint.suggestions === undefined ? {} : { suggestions: complaint.suggestions }),
  });
}

/** As many as are told, those that refuse before the others. */
function mostTelling(findings: readonly Finding[]): readonly Finding[] {
  const others = findings.filter((finding) => !refuses(finding));
  return [...findings.filter(refuses), ...others].slice(0, MOST_FINDINGS);
}

/**
 * The body with huge collections and long names cut, so that a hostile one costs the schema validator no more than a
 * wrong one; the very body when nothing is huge. Rules see the whole but for voice bindings.
 */
function shortened(body: Body): Body {
  for (const key in body) {
    const value = body[key];
    if (typeof value === "object" && value !== null && isHuge(value, 0)) {
      return cutCollections(body, 0) as Body;
    }
  }
  return body;
}

function isHuge(value: object, level: number): boolean {
  if (level > bodyLimits.depth) return true;
  if (Array.isArray(value)) {
    return value.length > MOST_ENTRIES || value.some((entry) => isHugeInside(entry, level));
  }
  let count = 0;
  for (const name in value) {
    if (++count > MOST_ENTRIES || name.length > MOST_OF_NAME) return true;
    if (isHugeInside((value as Readonly<Record<string, unknown>>)[name], level)) return true;
  }
  return false;
}

function isHugeInside(entry: unknown, level: number): boolean {
  return typeof entry === "object" && entry !== null && isHuge(entry, level + 1);
}

function cutCollections(value: unknown, level: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (level > bodyLimits.depth) return Array.isArray(value) ? [] : {};
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((entry) => cutCollections(entry, level + 1));
  }
  // The top level holds the parameters themselves: cut it never, or a required one could vanish.
  const entries = Object.entries(value);
  const kept = level === 0 ? entries : entries.slice(0, MOST_ENTRIES);
  const cut: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of kept) cut[freeName(key, cut)] = cutCollections(entry, level + 1);
  return cut;
}

/** The name, cut where it is long, and numbered where another one begins alike. */
function freeName(name: string, taken: object): string {
  if (name.length <= MOST_OF_NAME) return name;
  const short = cutText(name, MOST_OF_NAME);
  for (let number = 1; ; number++) {
    const free = number === 1 ? short : `${short}${number}`;
    if (!(free in taken)) return free;
  }
}
