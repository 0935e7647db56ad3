import { bearerToken } from "../contract/authorization.js";
import { type BodyRefusal, isBodyRefusal } from "../contract/body-refusal.js";
import { contentTypeFinding } from "../contract/content-type.js";
import { type Contract, type Verdict } from "../contract/contract.js";
import { outputOf } from "../contract/effective-request.js";
import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import { type Finding, refuses } from "../contract/finding.js";
import { idempotencyKeyFinding, isIdempotencyKey } from "../contract/idempotency-key.js";
import { keptBody, MOST_KEPT_OF_URL } from "../contract/kept-body.js";
import { KeyMask } from "../contract/key-mask.js";
import { type AssetOf, knownAssets, knownFrom } from "../contract/media/media-inputs.js";
import type { ModelContract } from "../contract/model-contract.js";
import { type ReadBody } from "../contract/read-body.js";
import { rejection } from "../contract/rejection.js";
import type { Body } from "../contract/rules/define-rule.js";
import { TASK_ERROR_TYPE } from "../contract/task-failures.js";
import { isTaskId } from "../contract/task-id.js";
import { accessDeniedMessage } from "../contract/unknown-model.js";
import type { Account, Accounts, ReserveOutcome } from "../ports/accounts.js";
import type { AssetSource } from "../ports/asset-source.js";
import type { IdSource } from "../ports/id-source.js";
import type { IdempotencyKeys } from "../ports/idempotency-keys.js";
import type { TaskStore } from "../ports/task-store.js";
import { billedTime } from "../simulation/billed-time.js";
import type { Instant } from "../simulation/instant.js";
import { type Pace, plannedEnd, planOf } from "../simulation/pace.js";
import {
  billingRuleOf,
  MICRO_PER_CREDIT,
  type MicroCredits,
  type PriceList,
  priceOf,
  reservedTime,
  toCredits,
} from "../simulation/pricing.js";
import { retryAfterSeconds } from "../simulation/rate-limit.js";
import {
  type AnswerFault,
  changedPlan,
  EARLY_LINK_LIFETIME_MS,
} from "../simulation/scenarios/scenario-effect.js";
import type { TaskOutcome, TaskRecord } from "../simulation/task.js";
import { taskObject } from "../simulation/task-object.js";
import { countQuery, isLinkExpired, viewSubmitted, viewTask } from "../simulation/view-task.js";
import { cutText, longest } from "../text/cut-text.js";
import { answerCredits, answerModels } from "./account-answers.js";
import { type AnswerFacts, accepted, refusedWith, sentWith, type VendorAnswer } from "./answer.js";
import { answerOnce } from "./answer-once.js";
import { answerInPlace, answerUnder, taskChange, unforceable } from "./forced-answer.js";
import { inTurns, SHORT_TEXT } from "./in-turns.js";
import { lookAtMedia } from "./look-at-media.js";
import type { Forced, ScenarioPicker } from "./scenario-picker.js";
import type { TaskLifecycle } from "./task-lifecycle.js";
import type { TaskRoom } from "./task-room.js";
import type { Timeline } from "./timeline.js";

/** Everything an engine needs from outside. */
export interface EngineParts {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly tasks: TaskLifecycle;
  readonly room: TaskRoom;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly ids: IdSource;
  readonly assets: AssetSource;
  readonly priceList: PriceList;
  readonly pace: Pace;
  readonly scenarios: ScenarioPicker;
  readonly idempotencyKeys: IdempotencyKeys;
}

/** A submit as it arrived, free of the transport. */
export interface SubmitRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** `Idempotency-Key` */
  readonly idempotencyKey?: string | undefined;
  /** The body's text, or why it could not be read. */
  readonly body: string | BodyRefusal;
  /** Base of result links: scheme and host, no slash at the end. */
  readonly linkBase: string;
  /** `X-Wan-Mock-Scenario` */
  readonly scenario?: string | undefined;
}

/** A query as it arrived. */
export interface QueryRequest {
  readonly authorization: string | undefined;
  readonly taskId: string;
  /** `X-Wan-Mock-Scenario` */
  readonly scenario?: string | undefined;
}

/** Characters of a refused body that the journal still keeps: far more than a sound one has. */
const MOST_KEPT = 65_536;

/** Whether the journal shows a body, whatever is answered to it. */
function isShown(body: string | BodyRefusal): body is string {
  return typeof body === "string" && body.length <= MOST_KEPT;
}

/** An answer with the body that was sent, as the journal keeps it, if there is one. */
function withSent(answer: VendorAnswer, read: ReadBody | BodyRefusal, request: SubmitRequest): VendorAnswer {
  return isBodyRefusal(read) ? answer : sentWith(answer, keptBody(withoutKeys(read.body, request)));
}

/** What stands behind a result link. */
export type ResultAnswer =
  | {
      readonly kind: "video";
      readonly task: TaskRecord;
      readonly fault?: AnswerFault;
      readonly scenario?: string;
    }
  | { readonly kind: "refused"; readonly answer: VendorAnswer };

/** The use cases of the vendor side. */
export class Engine {
  readonly #parts: EngineParts;
  /** What is known without reading. */
  readonly #assetOf: AssetOf;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#assetOf = (url) => parts.assets.assetOf(url);
  }

  /** `POST /v1/videos/generations`: the checks in their documented order, then a task. */
  async submit(request: SubmitRequest): Promise<VendorAnswer> {
    const { idempotencyKey: key, body } = request;
    const account = this.#accountOf(request.authorization);
    if (account === undefined) {
      const refused = refusedWith(rejection(errorCatalogue.submit.unauthorized));
      return isShown(body) ? withSent(refused, this.#parts.contract.read(body), request) : refused;
    }
    const read =
      typeof body === "string" && body.length > SHORT_TEXT ? await this.#readLong(body) : this.#read(body);
    if (key === undefined || !isIdempotencyKey(key)) return this.#submitAs(account, request, read);
    const { idempotencyKeys, timeline } = this.#parts;
    const submit = () => this.#submitAs(account, request, read);
    const answer = await answerOnce(
      idempotencyKeys,
      { account, key, read, now: () => timeline.now() },
      submit,
    );
    return answer.sent === undefined && isShown(body) ? withSent(answer, read, request) : answer;
  }

  #read(body: string | BodyRefusal): ReadBody | BodyRefusal {
    return typeof body === "string" ? this.#parts.contract.read(body) : body;
  }

  /** The same for a long text; other requests are answered meanwhile. */
  #readLong(text: string): Promise<ReadBody | BodyRefusal> {
    return inTurns(this.#parts.contract.readInSteps(text));
  }

  async #submitAs(
    account: Account,
    request: SubmitRequest,
    read: ReadBody | BodyRefusal,
  ): Promise<VendorAnswer> {
    const answer = await this.#answerTo(account, read, request);
    // An accepted one has what its task keeps.
    return answer.sent === undefined && isShown(request.body) ? withSent(answer, read, request) : answer;
  }

  async #answerTo(
    account: Account,
    read: ReadBody | BodyRefusal,
    request: SubmitRequest,
  ): Promise<VendorAnswer> {
    const body = isBodyRefusal(read) ? {} : read.body;
    const { model, prompt } = askedIn(body);
    const forced = this.#parts.scenarios.forSubmit({
      account,
      key: bearerToken(request.authorization),
      header: request.scenario,
      model,
      prompt,
      body,
    });
    const known = { account, model };
    if ("unknown" in forced) return unforceable(forced.unknown, known);
    const inPlace = answerInPlace("submit", forced, known);
    if (inPlace !== undefined) return inPlace;
    const answer = await this.#judge(account, read, request, forced);
    return answerUnder("submit", forced, answer);
  }

  /** What becomes of a submit that no scenario answers. */
  async #judge(
    account: Account,
    read: ReadBody | BodyRefusal,
    request: SubmitRequest,
    forced: Forced,
  ): Promise<VendorAnswer> {
    const { contract, accounts, timeline } = this.#parts;
    const wait = await accounts.claimCall(account, "submits", timeline.now());
    if (wait > 0) return tooMany(errorCatalogue.submit.rate_limit_exceeded, wait, [], { account });
    if (isBodyRefusal(read)) return refusedWith(read.rejection, read.findings, { account });
    const model = contract.modelOf(read.body);
    if (isBodyRefusal(model)) {
      const asked: unknown = read.body.model;
      const facts = typeof asked === "string" ? { account, model: cutText(asked, longest.id) } : { account };
      return refusedWith(model.rejection, model.findings, facts);
    }
    const granted = this.#parts.accounts.grants(account).models;
    if (granted !== undefined && !granted.includes(model.id)) {
      const message = accessDeniedMessage(model.id);
      const refused = rejection(errorCatalogue.submit.model_access_denied, { message });
      return refusedWith(refused, [], { account, model: model.id });
    }
    const { look } = this.#parts.assets;
    const assetOf = look === undefined ? this.#assetOf : await lookAtMedia(look, model, read.body);
    const check = await this.#checkFor(account, model, read, assetOf);
    const verdict = check();
    const findings = this.#withTransportFindings(verdict, request);
    const facts = { account, model: model.id };
    const refused = verdict.rejection ?? strictRejection(findings);
    if (refused !== undefined) return refusedWith(refused, findings, facts);
    const task = await this.#createTask(account, verdict, { request, body: read.body, assetOf }, forced);
    if (typeof task === "object" && "spentToday" in task) {
      // Others were faster than the first check: the rule speaks of what they left.
      const later = check(task.spentToday);
      if (later.rejection === undefined) throw new Error("rule and ledger disagree on the daily credits");
      return refusedWith(later.rejection, this.#withTransportFindings(later, request), facts);
    }
    if (task === "no credits") {
      return refusedWith(rejection(errorCatalogue.submit.insufficient_quota), findings, facts);
    }
    if ("waitMs" in task) {
      return tooMany(errorCatalogue.submit.rate_limit_exceeded, task.waitMs, findings, facts);
    }
    return accepted(taskObject(task, viewSubmitted(task)), findings, {
      account,
      model: model.id,
      taskId: task.id,
      reserved: task.billing.reserved,
      sent: { body: task.request, bytes: task.bytes },
    });
  }

  /** The judgement of a body under the house rules of an account; told again with what was spent since. */
  async #checkFor(
    account: Account,
    model: ModelContract,
    { body, duplicates }: ReadBody,
    assetOf: AssetOf,
  ): Promise<(spentSince?: MicroCredits) => Verdict> {
    const { contract, accounts, timeline, priceList } = this.#parts;
    const { policy } = accounts.grants(account);
    const context = policy === undefined ? { duplicates, assetOf } : { duplicates, assetOf, policy };
    if ((policy ?? contract.policy).dailyCredits === undefined)
      return () => contract.check(model, body, context);
    await timeline.runDue();
    const spentBefore = await accounts.spentToday(account, timeline.now());
    return (spent = spentBefore) => {
      const spending = () => {
        const time = billedTime(body, outputOf(model, body, assetOf), assetOf);
        const cost = priceOf(priceList, model.id, reservedTime(priceList, model.id, time));
        return { spentToday: toCredits(spent), cost: toCredits(cost), total: toCredits(spent + cost) };
      };
      return contract.check(model, body, { ...context, spending });
    };
  }

  /** Most that an account's tasks of a day may cost, where that is more than advice. */
  #dailyLimitOf(account: Account, model: ModelContract): MicroCredits | undefined {
    const { contract, accounts } = this.#parts;
    const { dailyCredits } = accounts.grants(account).policy ?? contract.policy;
    return dailyCredits === undefined || !contract.refusesBy("policy-daily-credits", model)
      ? undefined
      : Math.round(dailyCredits * MICRO_PER_CREDIT);
  }

  /** `GET /v1/tasks/{task_id}`. */
  async query(request: QueryRequest): Promise<VendorAnswer> {
    const { query } = errorCatalogue;
    const account = this.#accountOf(request.authorization);
    if (account === undefined) return refusedWith(rejection(query.unauthorized));
    const { scenarios, store, timeline } = this.#parts;
    const isId = isTaskId(request.taskId);
    await timeline.runDue();
    const found = isId ? await store.get(request.taskId) : undefined;
    const own = found?.account === account.id ? found : undefined;
    const forced = scenarios.forQuery({
      account,
      key: bearerToken(request.authorization),
      header: request.scenario,
      model: own?.model,
      ofTask: own?.scenario?.query,
    });
    const known = own === undefined ? { account } : { account, taskId: own.id, model: own.model };
    if ("unknown" in forced) return unforceable(forced.unknown, known);
    if (own !== undefined && forced.isOfTask === true)
      await store.update(own.id, (task) => countCall(task, "query"));
    return (
      answerInPlace("query", forced, known) ??
      answerUnder("query", forced, await this.#show(account, request.taskId, found))
    );
  }

  /** The answer to a query that no scenario answers. */
  async #show(account: Account, taskId: string, found: TaskRecord | undefined): Promise<VendorAnswer> {
    const { query } = errorCatalogue;
    const { accounts, store, timeline, tasks } = this.#parts;
    const wait = await accounts.claimCall(account, "queries", timeline.now());
    if (wait > 0) return tooMany(query.rate_limit_exceeded, wait, [], { account });
    if (!isTaskId(taskId)) return refusedWith(rejection(query.invalid_task_id), [], { account });
    const facts = { account, taskId };
    if (found === undefined)
      return refusedWith(rejection(query.task_not_found), this.#parts.room.findingOf(taskId), { account });
    if (found.account !== account.id) return refusedWith(rejection(query.permission_denied), [], facts);
    const now = timeline.now();
    const task =
      found.plan.kind === "polls" && found.ended === undefined
        ? ((await store.update(found.id, (record) => countQuery(record, now))) ?? found)
        : found;
    if (task.ended !== undefined && task.charged === undefined) await tasks.finish(task.id);
    const view = viewTask(task, now);
    return accepted(taskObject(task, view), [], { account, taskId, model: task.model, shown: view.status });
  }

  /** `GET /files/{task_id}.mp4`: links take no key and die 24 hours after completion. */
  async result(taskId: string, header?: string): Promise<ResultAnswer> {
    const { scenarios, store, timeline } = this.#parts;
    const task = await store.get(taskId);
    const forced = scenarios.forDownload({ account: undefined, header, ofTask: task?.scenario?.download });
    const facts = task === undefined ? {} : { taskId, model: task.model };
    if ("unknown" in forced) return { kind: "refused", answer: unforceable(forced.unknown, facts) };
    const refused = fileRefusal(task, timeline.now(), lifetimeUnder(forced));
    const isOfTask = forced.isOfTask === true;
    // What a task carries hits its file, once there is one.
    if (isOfTask && refused?.code === "not_found")
      return { kind: "refused", answer: refusedWith(rejection(refused), [], facts) };
    if (isOfTask) await store.update(taskId, (record) => countCall(record, "download"));
    const inPlace = answerInPlace("download", forced, facts);
    if (inPlace !== undefined) return { kind: "refused", answer: inPlace };
    const [call] = forced.calls;
    if (task === undefined || refused !== undefined) {
      const findings = task === undefined ? this.#parts.room.findingOf(taskId) : [];
      const answer = refusedWith(rejection(refused ?? errorCatalogue.shared.file_not_found), findings, facts);
      return { kind: "refused", answer: call === undefined ? answer : { ...answer, scenario: call.text } };
    }
    const effect = call?.scenario.effect;
    return {
      kind: "video",
      task,
      ...(effect?.kind === "spoilt-answer" ? { fault: effect.fault } : {}),
      ...(call === undefined ? {} : { scenario: call.text }),
    };
  }

  /** `GET /v1/credits`. */
  async credits(authorization: string | undefined): Promise<VendorAnswer> {
    const account = this.#accountOf(authorization);
    return account === undefined
      ? refusedWith(rejection(errorCatalogue.query.unauthorized))
      : answerCredits(this.#parts, account, bearerToken(authorization));
  }

  /** `GET /v1/models`. */
  models(authorization: string | undefined): VendorAnswer {
    const account = this.#accountOf(authorization);
    return account === undefined
      ? refusedWith(rejection(errorCatalogue.query.unauthorized))
      : answerModels(this.#parts, account, bearerToken(authorization));
  }

  #accountOf(authorization: string | undefined): Account | undefined {
    const key = bearerToken(authorization);
    return key === undefined ? undefined : this.#parts.accounts.of(key);
  }

  #withTransportFindings(verdict: Verdict, request: SubmitRequest): readonly Finding[] {
    const { settings } = this.#parts.contract;
    const type = contentTypeFinding(request.contentType, settings);
    const key = idempotencyKeyFinding(request.idempotencyKey, settings);
    if (type === undefined && key === undefined) return verdict.findings;
    return [...verdict.findings, ...[type, key].filter((finding) => finding !== undefined)];
  }

  /**
   * A new task with its credits held; or the wait until fewer tasks of the key live, or why no credits are held
   * (what was spent that day, where the daily limit forbids more).
   */
  async #createTask(
    account: Account,
    verdict: Verdict,
    {
      request,
      body,
      assetOf,
    }: { readonly request: SubmitRequest; readonly body: Body; readonly assetOf: AssetOf },
    forced: Forced,
  ): Promise<TaskRecord | { readonly waitMs: number } | Exclude<ReserveOutcome, "held">> {
    const { accounts, ids, timeline, store, pace, priceList, tasks, room } = this.#parts;
    await timeline.runDue();
    const sent = withoutKeys(body, request);
    const kept = keptBody(sent, verdict.model.properties, room.mostOfBody);
    const allAssets = knownAssets(verdict.model, verdict.body, assetOf);
    const known = knownFrom(allAssets);
    const shownAssets = sent === body ? allAssets : maskOf(request).value(allAssets);
    // What is known of a URL that was cut goes with it.
    const assets =
      kept.body === sent ? shownAssets : shownAssets?.filter(({ url }) => url.length <= MOST_KEPT_OF_URL);
    const output = outputOf(verdict.model, verdict.body, known);
    const model = verdict.model.id;
    const time = billedTime(verdict.body, output, known);
    const reserved = priceOf(priceList, model, reservedTime(priceList, model, time));
    const createdAt = timeline.now();
    const change = taskChange(forced);
    const dailyLimit = this.#dailyLimitOf(account, verdict.model);
    const submit = await accounts.nextSubmit(account);
    for (let attempt = 0; ; attempt++) {
      const draw = ids.draw(account.id, submit, createdAt, attempt);
      // Accounts that were reset draw their ids anew: one of an older task claims neither place nor credits.
      if ((await store.get(draw.taskId)) !== undefined) continue;
      const about = { at: createdAt, task: draw.taskId, model };
      const plan = change.plan ?? changedPlan(planOf(pace, output, draw.jitter), change.pace);
      const end = plannedEnd(plan);
      const endsAt = end === undefined ? undefined : createdAt + end;
      const waitMs = await accounts.enter(account, draw.taskId, { now: createdAt, endsAt });
      if (waitMs > 0) return { waitMs };
      const outcome = await accounts.reserve(account, reserved, about, dailyLimit);
      if (outcome !== "held") {
        await accounts.leave(account.id, draw.taskId);
        return outcome;
      }
      const task: TaskRecord = {
        id: draw.taskId,
        account: account.id,
        model,
        createdAt,
        plan,
        outcome: change.outcome ?? outcomeOf(verdict),
        result: { width: output.size.width, height: output.size.height, seconds: output.seconds },
        billing: {
          rule: billingRuleOf(priceList, model),
          reserved,
          userGroup: accounts.grants(account).userGroup,
        },
        request: kept.body,
        bytes: kept.bytes,
        ...(sent.callback_url === body.callback_url ? {} : { callbackUrl: body.callback_url }),
        linkBase: request.linkBase,
        ...(assets === undefined ? {} : { assets }),
        ...(change.scenario === undefined ? {} : { scenario: change.scenario }),
      };
      if (await store.insert(task)) {
        tasks.begin(task);
        if (room.isFull) await room.makeRoom();
        return task;
      }
      await accounts.refund(account.id, { amount: reserved, at: createdAt }, about);
    }
  }
}

/** Hides the request's own key, and others of the vendor's form. */
function maskOf({ authorization }: SubmitRequest): KeyMask {
  return new KeyMask(bearerToken(authorization));
}

/** A body as others may see it; the very body when its text holds no key. */
function withoutKeys(body: Body, request: SubmitRequest): Body {
  const mask = maskOf(request);
  return typeof request.body === "string" && mask.mayBeIn(request.body) ? mask.value(body) : body;
}

function tooMany(
  entry: CatalogueEntry,
  waitMs: number,
  findings: readonly Finding[],
  facts: AnswerFacts,
): VendorAnswer {
  return refusedWith(rejection(entry), findings, { ...facts, retryAfter: retryAfterSeconds(waitMs) });
}

/** How a task ends that nothing else is forced on: media that break a limit fail it. */
function outcomeOf({ failure }: Verdict): TaskOutcome {
  return failure === undefined
    ? { kind: "completed" }
    : { kind: "failed", error: { ...failure, type: TASK_ERROR_TYPE } };
}

/** Why there is no file behind a link. */
function fileRefusal(
  task: TaskRecord | undefined,
  now: Instant,
  lifetimeMs: number | undefined,
): CatalogueEntry | undefined {
  const { shared } = errorCatalogue;
  const view = task === undefined ? undefined : viewTask(task, now);
  if (view?.status !== "completed" || view.endedAt === undefined) return shared.file_not_found;
  return isLinkExpired(view.endedAt, now, lifetimeMs) ? shared.link_expired : undefined;
}

/** How long a link lives when a scenario shortens it: not at all for the request that carries the scenario. */
function lifetimeUnder({ calls, isOfTask }: Forced): number | undefined {
  if (calls[0]?.scenario.effect.kind !== "dead-link") return undefined;
  return isOfTask === true ? EARLY_LINK_LIFETIME_MS : 0;
}

/** The record after one more call that its scenario hits. */
function countCall(task: TaskRecord, operation: "query" | "download"): TaskRecord {
  const kept = task.scenario?.[operation];
  if (task.scenario === undefined || kept?.times === undefined) return task;
  return { ...task, scenario: { ...task.scenario, [operation]: { ...kept, used: kept.used + 1 } } };
}

/** What scenarios look for in a body, whether it is accepted or not. */
function askedIn(body: Body): { model: string | undefined; prompt: string | undefined } {
  const { model, prompt } = body as Readonly<Record<string, unknown>>;
  return {
    model: typeof model === "string" ? cutText(model, longest.id) : undefined,
    prompt: typeof prompt === "string" ? prompt : undefined,
  };
}

/** With `--strict` a warning about the transport refuses like any other. */
function strictRejection(findings: readonly Finding[]) {
  const first = findings.find(refuses);
  return first === undefined
    ? undefined
    : rejection(errorCatalogue.submit.invalid_request, { message: first.message });
}
