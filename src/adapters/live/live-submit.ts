import type { IncomingMessage } from "node:http";
import { bearerToken } from "../../contract/authorization.js";
import { type KnownFacts, refusedWith } from "../../engine/answer.js";
import { judgeSubmit, type SubmitJudge, type SubmitJudgement } from "../../engine/live/judge-submit.js";
import type { RepeatKeys } from "../../engine/live/repeat-keys.js";
import { maskOf, type SubmitRequest } from "../../engine/submit-request.js";
import type { BudgetHold, BudgetKeeper } from "../../ports/budget-keeper.js";
import { realNow } from "../../ports/real-timers.js";
import { withoutMember } from "../../text/without-member.js";
import { readWhole, textOfBody } from "../http/read-body.js";
import { idempotencyHeader, type OpenRequest } from "../http/vendor/answer-writer.js";
import { budgetAnswer, holdFor } from "./budget-answer.js";
import type { LocalCallbacks } from "./local-callbacks.js";
import { type PassedOutcome, type PassOnParts, passOn } from "./pass-on.js";
import { sentHeaders } from "./sent-headers.js";

/** The parts that submits are passed on with. */
export interface LiveSubmitParts extends PassOnParts {
  /** What happens to a submit that the contract refuses: answered here, passed on with its findings, or passed on unseen. */
  readonly check: "refuse" | "warn" | "off";
  readonly judge: SubmitJudge;
  /** Most bytes of a body. */
  readonly maxBody: number;
  /** Credits that submits may reserve; unlimited without. */
  readonly budget?: BudgetKeeper | undefined;
  /** Makes an `Idempotency-Key` for submits that have none. */
  readonly repeatKeys?: RepeatKeys | undefined;
  /** Calls back addresses that the service would refuse. */
  readonly callbacks: LocalCallbacks;
}

/** A submit as it is to be sent. */
interface JudgedSubmit {
  readonly bytes: Buffer;
  readonly judgement: SubmitJudgement;
  /** The `callback_url` that was taken out of the body. */
  readonly callbackUrl?: string;
}

/** Answers a submit: checked first, its credits held, then passed on. */
export async function answerSubmit(open: OpenRequest, by: KnownFacts, parts: LiveSubmitParts): Promise<void> {
  const { request } = open;
  const { writer, check, maxBody, budget } = parts;
  const whole = await readWhole(request, maxBody, (read) => read);
  if (whole === undefined) return;
  if (!Buffer.isBuffer(whole)) {
    writer.write(open, refusedWith(whole.rejection, whole.findings, by));
    return;
  }
  const submit = await judged(request, whole, parts);
  const { bytes, judgement } = submit;
  const { rejection, model, sent, price } = judgement;
  const findings = check === "off" ? [] : judgement.findings;
  const known = { ...by, model, sent };
  if (rejection !== undefined && check === "refuse") {
    writer.write(open, refusedWith(rejection, findings, known));
    return;
  }
  const headers = [...sentHeaders(request, bytes), ...(await addedKey(request, by, judgement, parts))];
  // Nothing is waited for from here until the submit goes out, so that credits are held for what is sent.
  const hold = budget === undefined ? undefined : holdFor(budget, judgement);
  if (hold !== undefined && "reason" in hold) {
    writer.write(open, budgetAnswer(hold, findings, known));
    return;
  }
  await passOn(
    {
      ...{ open, body: bytes, headers, findings, known },
      outlivesClient: true,
      onOutcome: (outcome) => {
        if (hold !== undefined) settle(hold, outcome, price ?? 0);
        callBack(submit, outcome, request, known, parts);
      },
    },
    parts,
  );
}

/**
 * Judges a submit as it is to be sent: without a `callback_url` that is called from here. The journal and keys that are
 * added know the body as it came.
 */
async function judged(
  request: IncomingMessage,
  bytes: Buffer,
  { judge, callbacks }: LiveSubmitParts,
): Promise<JudgedSubmit> {
  const asked = submitOf(request, await textOfBody(bytes, request.headers["content-encoding"]));
  const judgement = await judgeSubmit(judge, asked);
  const { body, sent } = judgement;
  const callbackUrl = body === undefined ? undefined : callbacks.urlIn(body);
  if (callbackUrl === undefined || typeof asked.body !== "string") return { bytes, judgement };
  const text = withoutMember(asked.body, "callback_url");
  const without = await judgeSubmit(judge, { ...asked, body: text });
  return { bytes: Buffer.from(text), judgement: { ...without, body, sent }, callbackUrl };
}

function submitOf(request: IncomingMessage, body: SubmitRequest["body"]): SubmitRequest {
  const { headers } = request;
  return {
    authorization: headers.authorization,
    contentType: headers["content-type"],
    idempotencyKey: idempotencyHeader(request),
    body,
    // No task is made here that could have a link.
    linkBase: "",
  };
}

/** Has the task of an accepted submit polled where its `callback_url` was taken out. */
function callBack(
  { callbackUrl }: JudgedSubmit,
  outcome: PassedOutcome,
  request: IncomingMessage,
  { account, model }: KnownFacts,
  { callbacks }: LiveSubmitParts,
): void {
  if (callbackUrl === undefined || outcome.kind === "unanswered" || outcome.status >= 300) return;
  const key = bearerToken(request.headers.authorization);
  const shown = maskOf({ authorization: request.headers.authorization }).text(callbackUrl);
  const { task } = outcome.facts;
  if (task === undefined || key === undefined) {
    callbacks.tellUnknown(shown);
    return;
  }
  callbacks.follow(
    {
      ...{ task, key: account?.label ?? "", model: model ?? outcome.facts.model ?? "", callbackUrl: shown },
      sentTo: shown === callbackUrl ? undefined : callbackUrl,
    },
    key,
  );
}

/** The header line of an `Idempotency-Key` for a submit without one; none for a body that is no JSON object. */
async function addedKey(
  request: IncomingMessage,
  { account }: KnownFacts,
  { body }: SubmitJudgement,
  { repeatKeys }: LiveSubmitParts,
): Promise<readonly string[]> {
  if (repeatKeys === undefined || body === undefined || idempotencyHeader(request) !== undefined) return [];
  return ["Idempotency-Key", await repeatKeys.keyFor(account?.id ?? "", body, realNow())];
}

/** Refusals whose envelope says that nothing was made of the submit, though their status is one of a failure. */
const PLAIN_FAILURES: readonly number[] = [500, 503];

/** Gives credits back where no task was made, and counts those of a task; an unknown outcome leaves them held. */
function settle(hold: BudgetHold, outcome: PassedOutcome, price: number): void {
  if (outcome.kind === "unanswered") {
    if (!outcome.mayHaveArrived) hold.release();
    return;
  }
  const { status, facts, isWhole } = outcome;
  if (status >= 300 && (status < 500 || (PLAIN_FAILURES.includes(status) && facts.code !== undefined)))
    hold.release();
  else if (status < 300 && isWhole) hold.settle(facts.reserved ?? price, facts.task);
}
