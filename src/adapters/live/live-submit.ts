import type { IncomingMessage } from "node:http";
import { type KnownFacts, refusedWith } from "../../engine/answer.js";
import { judgeSubmit, type SubmitJudge, type SubmitJudgement } from "../../engine/live/judge-submit.js";
import { readWhole, textOfBody } from "../http/read-body.js";
import { idempotencyHeader, type OpenRequest } from "../http/vendor/answer-writer.js";
import { type PassOnParts, passOn } from "./pass-on.js";
import { sentHeaders } from "./sent-headers.js";

/** What happens to a submit that the contract refuses: it is answered here, or passed on with its findings, or unseen. */
export type LiveCheck = "refuse" | "warn" | "off";

/** The parts that submits are passed on with. */
export interface LiveSubmitParts extends PassOnParts {
  readonly check: LiveCheck;
  readonly judge: SubmitJudge;
  /** Most bytes of a body. */
  readonly maxBody: number;
}

/** Answers a submit: checked first, then passed on. */
export async function answerSubmit(open: OpenRequest, by: KnownFacts, parts: LiveSubmitParts): Promise<void> {
  const { request } = open;
  const body = await readWhole(request, parts.maxBody, (bytes) => bytes);
  if (body === undefined) return;
  if (!Buffer.isBuffer(body)) {
    parts.writer.write(open, refusedWith(body.rejection, body.findings, by));
    return;
  }
  const judgement = await judgementOf(request, body, parts);
  const { rejection, model, sent } = judgement;
  const findings = parts.check === "off" ? [] : judgement.findings;
  const known = { ...by, model, sent };
  if (rejection !== undefined && parts.check === "refuse") {
    parts.writer.write(open, refusedWith(rejection, findings, known));
    return;
  }
  await passOn(
    {
      ...{ open, body, findings, known, headers: sentHeaders(request, body) },
      outlivesClient: true,
      onOutcome: () => undefined,
    },
    parts,
  );
}

async function judgementOf(
  request: IncomingMessage,
  bytes: Buffer,
  { judge }: LiveSubmitParts,
): Promise<SubmitJudgement> {
  const { headers } = request;
  return judgeSubmit(judge, {
    authorization: headers.authorization,
    contentType: headers["content-type"],
    idempotencyKey: idempotencyHeader(request),
    body: await textOfBody(bytes, headers["content-encoding"]),
    // No task is made here that could have a link.
    linkBase: "",
  });
}
