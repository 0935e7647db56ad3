import { closeNames } from "../errors/close-names.js";
import { KitError } from "../errors/kit-error.js";
import type { DuplicateKey } from "../text/duplicate-keys.js";
import { type BodyRefusal, refuseNoModel, refuseUnknownModel } from "./body-refusal.js";
import { errorCatalogue } from "./error-catalogue.js";
import {
  type Finding,
  fixedFindings,
  MOST_FINDINGS,
  makeFinding,
  type RuleSetting,
  refuses,
  type Severity,
} from "./finding.js";
import { headerRules } from "./header-rules.js";
import { knownMedia } from "./media/media-urls.js";
import type { ModelContract, SchemaError } from "./model-contract.js";
import { allModels, type WanModel } from "./models/model-ids.js";
import { traitsOf } from "./models/wan-models.js";
import { changedPolicy, type Policy, readPolicy, type Spending } from "./policy.js";
import { type ReadBody, readBody, readBodyInSteps } from "./read-body.js";
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
import { shortenedBody } from "./shortened-body.js";
import { truncatePrompts } from "./truncation.js";
import { withFewBindings } from "./voice-bindings.js";

/** The judgement of a body by schema and rules. */
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

/** Facts beside the parsed body. */
export interface CheckContext {
  readonly duplicates?: readonly DuplicateKey[];
  /** Facts about the file behind a media URL. */
  readonly assetOf?: (url: string) => Asset | undefined;
  /** Policy rules of the API key, in place of those of the settings. */
  readonly policy?: Policy;
  /** Credits of the API key's day, for the policy rule about them. */
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
  /** Every `quality` that a model takes; empty when a document leaves that open. */
  readonly qualities: readonly string[];
  #policy: Policy;
  #plans: ReadonlyMap<string, ModelPlan>;
  #settings: ContractSettings;

  /**
   * @param models - one per model id; a later one replaces an earlier one of the same id
   * @throws {KitError} `UNKNOWN_RULE` when the settings name a rule that does not exist,
   * `INVALID_OPTION` when their policy cannot be read
   */
  constructor(
    models: readonly ModelContract[],
    readonly rules: readonly Rule[],
    settings: ContractSettings,
  ) {
    this.#settings = settings;
    const known = [...rules, ...headerRules].map((rule) => rule.id);
    for (const id of Object.keys(settings.rules)) {
      if (!known.includes(id)) throw new KitError("UNKNOWN_RULE", unknownRuleSentence(id, known));
    }
    const plans = new Map<string, ModelPlan>();
    for (const model of models) plans.set(model.id, planFor(model, rules, settings));
    this.#plans = plans;
    this.qualities = qualitiesOf(plans.values());
    const policy = readPolicy(settings.policy, { place: "policy", qualities: this.qualities });
    this.#policy = changedPolicy({}, policy);
  }

  get settings(): ContractSettings {
    return this.#settings;
  }

  /** Policy rules of every API key that has none of its own. */
  get policy(): Policy {
    return this.#policy;
  }

  /**
   * The same models and rules under other settings.
   *
   * @throws {KitError} as the constructor
   */
  under(settings: ContractSettings): Contract {
    return new Contract(this.models, this.rules, settings);
  }

  /** Judges by the settings of another contract from now on. */
  takeOver(other: Contract): void {
    this.#settings = other.#settings;
    this.#policy = other.#policy;
    this.#plans = other.#plans;
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

  /** `readBody`, as part of the judgement of a request. */
  read(text: string): ReadBody | BodyRefusal {
    return readBody(text);
  }

  /** `readBodyInSteps`, for texts of megabytes. */
  readInSteps(text: string): Generator<void, ReadBody | BodyRefusal> {
    return readBodyInSteps(text);
  }

  /** The model that a body asks for, or the refusal when it names none or one that no document describes. */
  modelOf(body: Body): ModelContract | BodyRefusal {
    const id: unknown = Object.hasOwn(body, "model") ? body.model : undefined;
    const known = [...this.#plans.keys()];
    if (typeof id !== "string") return refuseNoModel(id, known);
    return this.#plans.get(id)?.model ?? refuseUnknownModel(id, known, this.settings.unknownModel);
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
    const seen = shortenedBody(body);
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

function unknownRuleSentence(id: string, known: readonly string[]): string {
  if (fixedFindings.some((name) => name === id))
    return `"${id}" cannot be set: it is a built-in check, not a rule, and always refuses`;
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

/** The findings that are reported, those that refuse before the others. */
function mostTelling(findings: readonly Finding[]): readonly Finding[] {
  const others = findings.filter((finding) => !refuses(finding));
  return [...findings.filter(refuses), ...others].slice(0, MOST_FINDINGS);
}
