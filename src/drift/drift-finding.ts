/**
 * How far the bundled contract and a published document are apart.
 *
 * - `critical`: a request that one accepts is refused by the other, or a client that is right about the answers of
 *   one is wrong about those of the other
 * - `warning`: a client would notice, but nothing is refused: a new parameter, another default, a reworded rule
 * - `info`: worth knowing, nothing to do
 */
export type DriftSeverity = "critical" | "warning" | "info";

/** Which part of a document a finding is about. */
export type DriftPart = "request" | "answer" | "document" | "prose";

/** One difference between a published document and the bundled contract. */
export interface DriftFinding {
  readonly severity: DriftSeverity;
  /** The kind of difference, in kebab-case: a keyword (`maximum`), or such as `parameter-added`, `rule-reworded`. */
  readonly change: string;
  /** Model id; the name of a bundled document (`tasks`, `account`) or `guide` where no single model is meant. */
  readonly model: string;
  readonly part: DriftPart;
  /** `duration`, `model_params.voice_bindings`, `image_urls[]`; of an answer `200 task_info.can_cancel`; `""`: the whole. */
  readonly parameter: string;
  /** Value in the bundled contract; absent where it says nothing. */
  readonly ours?: unknown;
  /** Value in the published document; absent where it says nothing. */
  readonly published?: unknown;
  /** One sentence: what follows for a client, or what to read again. */
  readonly meaning: string;
  /** JSON pointer into the published document. */
  readonly pointer?: string | undefined;
  /** Line of the published file, from 1. */
  readonly line?: number | undefined;
  /** Rule whose sentence the finding is about. */
  readonly rule?: string | undefined;
}

/** A difference that was decided on: it is listed, and no drift. */
export interface KnownDifference {
  readonly model: string;
  readonly parameter: string;
  readonly change: string;
  /** Why the bundled contract says otherwise. */
  readonly because: string;
}
