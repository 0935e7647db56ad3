import type { AnswerShape } from "./answer.js";
import type { LifecycleAspect } from "./lifecycle-aspect.js";

/** Whose key a request carries: the main one, that of another account, or none. */
export type Credentials = "key" | "other-key" | "none" | { readonly header: string };

/** One request of a case. The base URL comes from outside. */
export interface CaseRequest {
  readonly method: string;
  /** Path behind the base URL, with a slash in front. */
  readonly path: string;
  readonly credentials: Credentials;
  /** JSON text, or what stands in its place; absent for a request without a body. */
  readonly body?: string;
}

/** An answer that agrees; absent members are not looked at. */
export interface ExpectedOutcome {
  readonly status: number;
  /** Shape of the body; for a refusal the vendor's envelope. */
  readonly shape?: AnswerShape;
  /** `model` of the task. */
  readonly model?: string;
  readonly code?: string;
  readonly type?: string;
  /** Sentence of the error, only where a document publishes it. */
  readonly message?: string;
}

interface NamedCase {
  /** Unique and stable. */
  readonly name: string;
  /** Heading that the case is reported under. */
  readonly group: string;
  /** Whether a conforming service may accept a request of the case, and so charge for it. */
  readonly charges: boolean;
}

/** One request and the answers that agree with the contract. */
export interface ExchangeCase extends NamedCase {
  readonly kind: "exchange";
  readonly request: CaseRequest;
  /** The answer has to be one of these: several where the documents disagree or leave it open. */
  readonly expects: readonly ExpectedOutcome[];
}

/** One question about a task that is submitted and followed to its end; all questions about a model share one task. */
export interface LifecycleCase extends NamedCase {
  readonly kind: "lifecycle";
  readonly model: string;
  readonly aspect: LifecycleAspect;
}

export type VerifyCase = ExchangeCase | LifecycleCase;

/** A request that a document or a fixture shows. */
export interface ExampleRequest {
  /** Model that it is sent to. */
  readonly model: string;
  /** Name in the document, or of the fixture's file. */
  readonly name: string;
  /** The body as it goes over the wire. */
  readonly text: string;
}
