import { bearerToken } from "../contract/authorization.js";
import { contentTypeFinding } from "../contract/content-type.js";
import { type Contract, isRefusal, type Refusal, type Verdict } from "../contract/contract.js";
import type { Body } from "../contract/define-rule.js";
import { outputOf } from "../contract/effective-request.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import type { Finding } from "../contract/finding.js";
import { rejection } from "../contract/rejection.js";
import { isTaskId } from "../contract/task-id.js";
import type { Account, Accounts } from "../ports/accounts.js";
import type { Clock } from "../ports/clock.js";
import type { IdSource } from "../ports/id-source.js";
import type { TaskStore } from "../ports/task-store.js";
import { type Pace, planOf } from "../simulation/pace.js";
import { type BilledTime, type PriceList, priceOf } from "../simulation/pricing.js";
import type { TaskRecord } from "../simulation/task.js";
import { taskObject } from "../simulation/task-object.js";
import { countQuery, isLinkExpired, viewSubmitted, viewTask } from "../simulation/view-task.js";
import { type Answer, accepted, refusedWith } from "./answer.js";

/** Everything an engine needs from outside. */
export interface EngineParts {
  readonly contract: Contract;
  readonly clock: Clock;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly ids: IdSource;
  readonly priceList: PriceList;
  readonly pace: Pace;
}

/** A submit as it arrived, free of the transport. */
export interface SubmitRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** The body's text, or why it could not be read. */
  readonly body: string | Refusal;
  /** Base of result links: scheme and host, no slash at the end. */
  readonly linkBase: string;
}

/** A query as it arrived. */
export interface QueryRequest {
  readonly authorization: string | undefined;
  readonly taskId: string;
}

/** What stands behind a result link. */
export type ResultAnswer =
  | { readonly kind: "video"; readonly task: TaskRecord }
  | { readonly kind: "refused"; readonly answer: Answer };

/** The use cases of the vendor side. */
export class Engine {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** `POST /v1/videos/generations`: the checks in their documented order, then a task. */
  async submit(request: SubmitRequest): Promise<Answer> {
    const { contract } = this.#parts;
    const account = this.#accountOf(request.authorization);
    if (account === undefined) return refusedWith(rejection(errorCatalogue.submit.unauthorized));
    if (typeof request.body !== "string") {
      return refusedWith(request.body.rejection, request.body.findings, { account });
    }
    const read = contract.read(request.body);
    if (isRefusal(read)) return refusedWith(read.rejection, read.findings, { account });
    const model = contract.modelOf(read.body);
    if (isRefusal(model)) {
      const asked: unknown = read.body.model;
      const facts = typeof asked === "string" ? { account, model: asked.slice(0, 100) } : { account };
      return refusedWith(model.rejection, model.findings, facts);
    }
    const verdict = contract.check(model, read.body, { duplicates: read.duplicates });
    const findings = this.#withTransportFindings(verdict, request.contentType);
    const facts = { account, model: model.id };
    const refused = verdict.rejection ?? strictRejection(findings);
    if (refused !== undefined) return refusedWith(refused, findings, facts);
    const task = await this.#createTask(account, verdict, read.body, request.linkBase);
    return accepted(taskObject(task, viewSubmitted(task)), findings, {
      ...facts,
      taskId: task.id,
      reserved: task.billing.reserved,
    });
  }

  /** `GET /v1/tasks/{task_id}`. */
  async query(request: QueryRequest): Promise<Answer> {
    const { query } = errorCatalogue;
    const account = this.#accountOf(request.authorization);
    if (account === undefined) return refusedWith(rejection(query.unauthorized));
    if (!isTaskId(request.taskId)) return refusedWith(rejection(query.invalid_task_id), [], { account });
    const { store, clock } = this.#parts;
    const facts = { account, taskId: request.taskId };
    const found = await store.get(request.taskId);
    if (found === undefined) return refusedWith(rejection(query.task_not_found), [], { account });
    if (found.account !== account.id) return refusedWith(rejection(query.permission_denied), [], facts);
    const now = clock.now();
    const task =
      found.plan.kind === "polls" && found.ended === undefined
        ? ((await store.update(found.id, (record) => countQuery(record, now))) ?? found)
        : found;
    return accepted(taskObject(task, viewTask(task, now)), [], { ...facts, model: task.model });
  }

  /** `GET /files/{task_id}.mp4`: links take no key and die 24 hours after completion. */
  async result(taskId: string): Promise<ResultAnswer> {
    const { shared } = errorCatalogue;
    const task = await this.#parts.store.get(taskId);
    if (task === undefined) return { kind: "refused", answer: refusedWith(rejection(shared.file_not_found)) };
    const now = this.#parts.clock.now();
    const view = viewTask(task, now);
    const facts = { taskId, model: task.model };
    if (view.status !== "completed" || view.endedAt === undefined) {
      return { kind: "refused", answer: refusedWith(rejection(shared.file_not_found), [], facts) };
    }
    if (isLinkExpired(view.endedAt, now)) {
      return { kind: "refused", answer: refusedWith(rejection(shared.link_expired), [], facts) };
    }
    return { kind: "video", task };
  }

  #accountOf(authorization: string | undefined): Account | undefined {
    const key = bearerToken(authorization);
    return key === undefined ? undefined : this.#parts.accounts.of(key);
  }

  #withTransportFindings(verdict: Verdict, contentType: string | undefined): readonly Finding[] {
    const finding = contentTypeFinding(contentType, this.#parts.contract.settings);
    return finding === undefined ? verdict.findings : [...verdict.findings, finding];
  }

  async #createTask(account: Account, verdict: Verdict, sent: Body, linkBase: string): Promise<TaskRecord> {
    const { accounts, ids, clock, store, pace, priceList } = this.#parts;
    const output = outputOf(verdict.model, verdict.body);
    const submit = await accounts.nextSubmit(account);
    const createdAt = clock.now();
    for (let attempt = 0; ; attempt++) {
      const draw = ids.draw(account.id, submit, createdAt, attempt);
      const task: TaskRecord = {
        id: draw.taskId,
        account: account.id,
        model: verdict.model.id,
        createdAt,
        plan: planOf(pace, output, draw.jitter),
        outcome: { kind: "completed" },
        result: { ...output.size, seconds: output.seconds },
        billing: {
          rule: "per_second",
          reserved: priceOf(priceList, verdict.model.id, billedTime(verdict.body, output)),
          userGroup: "default",
        },
        request: sent,
        linkBase,
      };
      if (await store.insert(task)) return task;
    }
  }
}

/** With `--strict` a warning about the transport refuses like any other. */
function strictRejection(findings: readonly Finding[]) {
  const first = findings.find((finding) => finding.severity === "error");
  return first === undefined
    ? undefined
    : rejection(errorCatalogue.submit.invalid_request, { message: first.message });
}

function billedTime(body: Body, output: { quality: string; seconds: number }): BilledTime {
  const clips = Array.isArray(body.video_urls) ? body.video_urls : [];
  const keepsSourceLength =
    body.duration === 0 || (body.duration === undefined && body.model === "wan2.7-video-edit");
  return {
    quality: output.quality,
    outputSeconds: keepsSourceLength ? undefined : output.seconds,
    inputClips: clips.map(() => undefined),
  };
}
