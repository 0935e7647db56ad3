import { bearerToken } from "../contract/authorization.js";
import type { BodyRefusal } from "../contract/body-refusal.js";
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
export function maskOf({ authorization }: SubmitRequest): KeyMask {
  return new KeyMask(bearerToken(authorization));
}

/** A body as others may see it; the very body when its text holds no key. */
export function withoutKeys(body: Body, request: SubmitRequest): Body {
  const mask = maskOf(request);
  return typeof request.body === "string" && mask.mayBeIn(request.body) ? mask.value(body) : body;
}
