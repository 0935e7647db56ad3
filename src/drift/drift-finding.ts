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

/** Findings without those that say the same as an earlier one. */
export function withoutRepetition<Finding>(
  findings: readonly Finding[],
  factsOf: (finding: Finding) => readonly unknown[],
): Finding[] {
  const known = new Set<string>();
  return findings.filter((finding) => known.size < known.add(JSON.stringify(factsOf(finding))).size);
}

/** A difference before it is known which model it is about. */
export type Difference = Omit<DriftFinding, "model">;

const OTHER_CODE = "a client that branches on the code takes another way there";

/** The differences that always mean the same. Keywords of schemas are judged where they are compared. */
const kinds = {
  authentication: ["critical", "request", "a client identifies itself in another way there"],
  "body-removed": ["critical", "request", "the page no longer takes a JSON body"],
  "body-type-added": ["warning", "request", "the service reads bodies of another type as well"],
  default: ["warning", "request", "a request without it gets another result and another price there"],
  deprecated: ["warning", "request", "the page advises against it"],
  enum: ["critical", "answer", "a client meets values there that the mock never sends"],
  "error-code": ["critical", "answer", OTHER_CODE],
  "error-message": ["warning", "answer", "the message reads otherwise there"],
  "error-type": ["critical", "answer", "the type is another there"],
  "example-refused": ["critical", "request", "an example of the page is refused here"],
  "failure-added": ["critical", "answer", "a client meets a code there that the mock never sends"],
  "failure-removed": ["warning", "answer", "the service no longer lists a code that the mock may send"],
  "field-added": ["warning", "answer", "the mock never sends it"],
  "field-removed": ["critical", "answer", "a client that reads it from the mock finds nothing there"],
  "header-added": ["warning", "answer", "the bundled contract does not know the header"],
  lifetime: ["warning", "answer", "links end at another time there than here"],
  "model-added": [
    "critical",
    "document",
    "a request for it is answered 404 here, unless --spec brings its document",
  ],
  "model-removed": ["warning", "document", "the guide no longer lists the model"],
  "operation-added": [
    "warning",
    "document",
    "the bundled contract does not know the operation: the mock answers 404",
  ],
  "parameter-added": ["warning", "request", "it has an effect there and is ignored here"],
  "parameter-removed": ["critical", "request", "it has an effect here, and the page no longer knows it"],
  path: ["critical", "document", "a request that is sent where the page says is answered 404 here"],
  price: ["warning", "document", "dollars a second: reserved credits and estimates are others there"],
  required: ["critical", "request", "a request without it is refused on one side alone"],
  "retry-advice": ["warning", "answer", "a client that follows the page does otherwise with this failure"],
  server: [
    "warning",
    "document",
    "clients call another host there: what stands in for it has to know the name",
  ],
  "status-added": ["warning", "answer", "the mock answers so only when it is told to"],
  "status-removed": ["warning", "answer", "the page no longer lists it"],
  type: ["critical", "answer", "a client reads another type there than here"],
  "upload-types": ["warning", "request", "other files can be uploaded there than the bundled pages said"],
} as const satisfies Readonly<Record<string, readonly [DriftSeverity, DriftPart, meaning: string]>>;

/**
 * One difference of a kind.
 *
 * @param parameter - as findings name it
 * @param facts - both sides, the place, and what is otherwise than with others of the kind
 */
export function difference(
  change: keyof typeof kinds,
  parameter: string,
  { ours, published, ...facts }: Partial<Omit<Difference, "change" | "parameter">>,
): Difference {
  const [severity, part, meaning] = kinds[change];
  return { severity, change, part, parameter, ours, published, meaning, ...facts };
}

/** The status of an answer that the page alone lists. */
export function addedStatus(status: string, facts: Partial<Difference>): Difference {
  const meaning = `the mock answers so only when it is told to (scenario http-${status})`;
  return difference("status-added", status, { published: status, meaning, ...facts });
}

/** The members that one side alone names. */
export function namesApart<Ours, Published>(
  ours: ReadonlyMap<string, Ours>,
  published: ReadonlyMap<string, Published>,
): { readonly added: (readonly [string, Published])[]; readonly removed: string[] } {
  return {
    added: [...published].filter(([name]) => !ours.has(name)),
    removed: [...ours.keys()].filter((name) => !published.has(name)),
  };
}
