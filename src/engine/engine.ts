import { bearerToken } from "../contract/authorization.js";
import { accessDeniedMessage, type BodyRefusal, isBodyRefusal } from "../contract/body-refusal.js";
import type { Verdict } from "../contract/contract.js";
import { outputOf } from "../contract/effective-request.js";
import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import type { Finding } from "../contract/finding.js";
import { isIdempotencyKey } from "../contract/header-rules.js";
import type { AssetOf } from "../contract/media/media-inputs.js";
import type { ReadBody } from "../contract/read-body.js";
import { rejection } from "../contract/rejection.js";
import type { Body } from "../contract/rules/define-rule.js";
import { isTaskId } from "../contract/vendor-operations.js";
import type { Account, Grants } from "../ports/accounts.js";
import { reservationFor } from "../simulation/estimate.js";
import { type MicroCredits, toCredits } from "../simulation/pricing.js";
import { retryAfterSeconds } from "../simulation/rate-limit.js";
import type { TaskRecord } from "../simulation/task.js";
import { taskObject } from "../simulation/task-object.js";
import { countCall, viewSubmitted } from "../simulation/view-task.js";
import { cutText, longest } from "../text/cut-text.js";
import { type AccountAnswer, answerCredits, answerModels } from "./account-answers.js";
import { accepted, type KnownFacts, refusedWith, sentWith, type VendorAnswer } from "./answer.js";
import { answerDownload, type ResultAnswer } from "./answer-download.js";
import { answerOnce } from "./answer-once.js";
import { createTask } from "./create-task.js";
import type { EngineParts } from "./engine-parts.js";
import { answerInPlace, answerUnder, unforceable } from "./forced-answer.js";
import type { Forced } from "./forced-call.js";
import { type AskedBody, askedBody, judgeBody, mediaOf, readText } from "./judge-body.js";
import { lookAtTask } from "./look-at-task.js";
import { type SubmitRequest, sentBody } from "./submit-request.js";
import type { answerTaskBatch, answerTaskList } from "./task-lists.js";
import { strictRejection, withTransportFindings } from "./transport-findings.js";

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

/** The use cases of the vendor side. */
export class Engine {
  /** Knowledge of media without reading files. */
  readonly #assetOf: AssetOf;

  constructor(private readonly parts: EngineParts) {
    this.#assetOf = (url) => parts.assets.assetOf(url);
  }

  /** `POST /v1/videos/generations`: the checks in their documented order, then a task. */
  async submit(request: SubmitRequest): Promise<VendorAnswer> {
    const { body } = request;
    const account = this.#accountOf(request.authorization);
    const unauthorized = () => refusedWith(rejection(errorCatalogue.submit.unauthorized));
    if (account === undefined && !isShown(body)) return unauthorized();
    const reading = typeof body === "string" ? readText(this.parts.contract, body) : body;
    const read = reading instanceof Promise ? await reading : reading;
    const answer = account === undefined ? unauthorized() : await this.#answerKeyed(account, read, request);
    // An accepted one has what its task keeps.
    return answer.sent === undefined && isShown(body) && !isBodyRefusal(read)
      ? sentWith(answer, sentBody(read.body, request))
      : answer;
  }

  async #answerKeyed(
    account: Account,
    read: ReadBody | BodyRefusal,
    request: SubmitRequest,
  ): Promise<VendorAnswer> {
    const { contract, idempotencyKeys, timeline } = this.parts;
    const key = request.idempotencyKey;
    if (key === undefined || !isIdempotencyKey(key)) return this.#answerTo(account, read, request);
    // Others go on while files are looked at: that must not be between the claim of a key and its task.
    const asked = askedBody(contract, read);
    const assetOf = isBodyRefusal(asked) ? undefined : await this.#look(asked);
    const submit = () => this.#answerTo(account, read, request, assetOf);
    return answerOnce(idempotencyKeys, { account, key, read, now: () => timeline.now() }, submit);
  }

  #look(asked: AskedBody): AssetOf | Promise<AssetOf> {
    const looking = mediaOf(this.parts.assets, asked, this.#assetOf);
    return looking instanceof Promise ? this.parts.transactions.outside(() => looking) : looking;
  }

  async #answerTo(
    account: Account,
    read: ReadBody | BodyRefusal,
    request: SubmitRequest,
    assetOf?: AssetOf,
  ): Promise<VendorAnswer> {
    const body = isBodyRefusal(read) ? {} : read.body;
    const { model, prompt } = askedIn(body);
    const forced = await this.parts.scenarios.forSubmit({
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
    const answer = await this.#judge(account, read, request, forced, assetOf);
    return answerUnder("submit", forced, answer);
  }

  /** The answer to a submit that no scenario answers. */
  async #judge(
    account: Account,
    read: ReadBody | BodyRefusal,
    request: SubmitRequest,
    forced: Forced,
    known?: AssetOf,
  ): Promise<VendorAnswer> {
    const { contract, accounts, timeline } = this.parts;
    const { waitMs, grants } = await accounts.arrive(account, "submits", timeline.now());
    if (waitMs > 0) return tooMany(errorCatalogue.submit.rate_limit_exceeded, waitMs, [], { account });
    const asked = askedBody(contract, read);
    if (isBodyRefusal(asked)) return refusedWith(asked.rejection, asked.findings, factsOf(account, read));
    const { model } = asked;
    const facts = { account, model: model.id };
    const granted = grants.models;
    if (granted !== undefined && !granted.includes(model.id)) {
      const message = accessDeniedMessage(model.id);
      return refusedWith(rejection(errorCatalogue.submit.model_access_denied, { message }), [], facts);
    }
    const looking = known ?? this.#look(asked);
    const assetOf = looking instanceof Promise ? await looking : looking;
    const check = await this.#checkFor(account, grants, asked, assetOf);
    const verdict = check();
    const findings = withTransportFindings(verdict, request, contract.settings);
    const refused = verdict.rejection ?? strictRejection(findings);
    if (refused !== undefined) return refusedWith(refused, findings, facts);
    const submit = { account, grants, request, body: asked.read.body, verdict, assetOf, forced };
    const created = await createTask(this.parts, submit);
    if (typeof created === "object" && "spentToday" in created) {
      // Others were faster than the first check: the rule speaks of what they left.
      const later = check(created.spentToday);
      if (later.rejection === undefined) throw new Error("rule and ledger disagree on the daily credits");
      return refusedWith(later.rejection, withTransportFindings(later, request, contract.settings), facts);
    }
    if (created === "no credits")
      return refusedWith(rejection(errorCatalogue.submit.insufficient_quota), findings, facts);
    if ("waitMs" in created)
      return tooMany(errorCatalogue.submit.rate_limit_exceeded, created.waitMs, findings, facts);
    const { task, sent } = created;
    return accepted(taskObject(task, viewSubmitted(task)), findings, {
      account,
      model: model.id,
      task: task.id,
      reserved: task.billing.reserved,
      sent,
    });
  }

  /** The judgement of a body under the house rules of an account; asked again with what was spent since. */
  async #checkFor(
    account: Account,
    { policy }: Grants,
    asked: AskedBody,
    assetOf: AssetOf,
  ): Promise<(spentSince?: MicroCredits) => Verdict> {
    const { contract, accounts, timeline, priceList } = this.parts;
    if ((policy ?? contract.policy).dailyCredits === undefined)
      return () => judgeBody(contract, asked, assetOf, policy);
    await timeline.runDue();
    const spentBefore = await accounts.spentToday(account, timeline.now());
    const {
      model,
      read: { body },
    } = asked;
    return (spent = spentBefore) =>
      judgeBody(contract, asked, assetOf, policy, () => {
        const output = outputOf(model, body, assetOf);
        const cost = reservationFor(priceList, model, body, output, assetOf);
        return { spentToday: toCredits(spent), cost: toCredits(cost), total: toCredits(spent + cost) };
      });
  }

  /** `GET /v1/tasks/{task_id}`. */
  async query(request: QueryRequest): Promise<VendorAnswer> {
    const { query } = errorCatalogue;
    const account = this.#accountOf(request.authorization);
    if (account === undefined) return refusedWith(rejection(query.unauthorized));
    const { scenarios, store, timeline } = this.parts;
    const isId = isTaskId(request.taskId);
    await timeline.runDue();
    const found = isId ? await store.get(request.taskId) : undefined;
    const own = found?.account === account.id ? found : undefined;
    const forced = await scenarios.forQuery({
      account,
      key: bearerToken(request.authorization),
      header: request.scenario,
      model: own?.model,
      ofTask: own?.scenario?.query,
    });
    const known = own === undefined ? { account } : { account, task: own.id, model: own.model };
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
    const { accounts, timeline } = this.parts;
    const { waitMs } = await accounts.arrive(account, "queries", timeline.now());
    if (waitMs > 0) return tooMany(query.rate_limit_exceeded, waitMs, [], { account });
    if (!isTaskId(taskId)) return refusedWith(rejection(query.invalid_task_id), [], { account });
    if (found === undefined)
      return refusedWith(rejection(query.task_not_found), this.parts.room.findingOf(taskId), { account });
    if (found.account !== account.id)
      return refusedWith(rejection(query.permission_denied), [], { account, task: taskId });
    const { task, view } = await lookAtTask(this.parts, found);
    return accepted(taskObject(task, view), [], {
      account,
      task: taskId,
      model: task.model,
      shown: view.status,
      progress: view.progress,
    });
  }

  /** `GET /files/{task_id}.mp4`. */
  result(taskId: string, scenario?: string): Promise<ResultAnswer> {
    return answerDownload(this.parts, taskId, scenario);
  }

  /** `GET /v1/tasks`. */
  async list(request: Parameters<typeof answerTaskList>[1]): Promise<VendorAnswer> {
    return (await import("./task-lists.js")).answerTaskList(this.parts, request);
  }

  /** `POST /v1/tasks/batch`. */
  async batch(request: Parameters<typeof answerTaskBatch>[1]): Promise<VendorAnswer> {
    return (await import("./task-lists.js")).answerTaskBatch(this.parts, request);
  }

  /** `GET /v1/credits`. */
  credits(authorization: string | undefined): Promise<VendorAnswer> {
    return this.#ofAccount(authorization, answerCredits);
  }

  /** `GET /v1/models`. */
  models(authorization: string | undefined): Promise<VendorAnswer> {
    return this.#ofAccount(authorization, answerModels);
  }

  async #ofAccount(authorization: string | undefined, answer: AccountAnswer): Promise<VendorAnswer> {
    const account = this.#accountOf(authorization);
    return account === undefined
      ? refusedWith(rejection(errorCatalogue.query.unauthorized))
      : answer(this.parts, account, bearerToken(authorization));
  }

  #accountOf(authorization: string | undefined): Account | undefined {
    const key = bearerToken(authorization);
    return key === undefined ? undefined : this.parts.accounts.of(key);
  }
}

function tooMany(
  entry: CatalogueEntry,
  waitMs: number,
  findings: readonly Finding[],
  facts: KnownFacts,
): VendorAnswer {
  return refusedWith(rejection(entry), findings, { ...facts, retryAfter: retryAfterSeconds(waitMs) });
}

/** Facts of a submit whose body or model is refused. */
function factsOf(account: Account, read: ReadBody | BodyRefusal): KnownFacts {
  const model: unknown = isBodyRefusal(read) ? undefined : read.body.model;
  return typeof model === "string" ? { account, model: cutText(model, longest.id) } : { account };
}

/** The texts of a body that scenarios are chosen by, whether it is accepted or not. */
function askedIn(body: Body): { model: string | undefined; prompt: string | undefined } {
  const { model, prompt } = body as Readonly<Record<string, unknown>>;
  return {
    model: typeof model === "string" ? cutText(model, longest.id) : undefined,
    prompt: typeof prompt === "string" ? prompt : undefined,
  };
}
