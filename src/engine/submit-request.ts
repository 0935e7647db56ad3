import { bearerToken } from "../contract/authorization.js";
import type { BodyRefusal } from "../contract/body-refusal.js";
import { keptBody } from "../contract/kept-body.js";
import { KeyMask } from "../contract/key-mask.js";
import type { Body } from "../contract/rules/define-rule.js";

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

/** Hides the request's own key, and others of the vendor's form. */
export function maskOf({ authorization }: Pick<SubmitRequest, "authorization">): KeyMask {
  return new KeyMask(bearerToken(authorization));
}

/** A body that was sent, as it is kept: keys hidden, cut where it is huge. */
export interface SentBody {
  /** JSON text. */
  readonly text: string;
  /** Its value; kept by nobody. */
  readonly body: Body;
  /** Something of it was too much to keep. */
  readonly isCut: boolean;
}

/**
 * What is kept of a body that was sent: its very text, unless that holds a key, or much that is not kept.
 *
 * @param parameters - those of the model, by name
 * @param most - bytes up to which a body is kept whole; default 65,536
 */
export function sentBody(
  body: Body,
  request: SubmitRequest,
  parameters?: Readonly<Record<string, unknown>>,
  most?: number,
): SentBody {
  const text = typeof request.body === "string" ? request.body : undefined;
  const mask = maskOf(request);
  const shown = text !== undefined && mask.mayBeIn(text) ? mask.value(body) : body;
  const kept = keptBody(shown, parameters, most);
  const isAsSent = text !== undefined && kept.body === body && text.length <= 2 * kept.bytes;
  return { text: isAsSent ? text : JSON.stringify(kept.body), body: kept.body, isCut: kept.body !== shown };
}
