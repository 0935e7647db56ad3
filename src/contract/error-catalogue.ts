/** The `error` object of the vendor's envelope. `param` stands only where a single parameter is to blame. */
export interface VendorError {
  code: string;
  message: string;
  type: string;
  param?: string;
}

/** One documented (or, where no page gives a body, decided) HTTP error. */
export interface CatalogueEntry extends Readonly<VendorError> {
  readonly status: number;
}

const REQUEST = "invalid_request_error";

/** The file service answers without a type: this one is never sent. */
const FILES = "file_error";

/** The entry of a code; `code` and `param` where they are other than its key and none. */
type Row = readonly [
  status: number,
  type: string,
  message: string,
  other?: { code?: string; param?: string },
];

function entriesOf<Code extends string>(
  rows: Readonly<Record<Code, Row>>,
): Readonly<Record<Code, CatalogueEntry>> {
  const entries = Object.entries<Row>(rows).map(([code, [status, type, message, other]]) => [
    code,
    { status, code, message, type, ...other },
  ]);
  return Object.fromEntries(entries) as Record<Code, CatalogueEntry>;
}

/**
 * Every HTTP error of the vendor side, in one place: code, status, type and wording.
 *
 * `submit` and `query` hold the tables of the published pages (the two operations word the same
 * mishap differently); `shared` holds answers that no page documents, as decided in
 * `docs/sources.md`. Messages are the documented ones; a finding replaces the message of
 * `invalid_request` with a sentence of its own. `upload` holds those of the file service, whose codes are numbers: the
 * status is what they begin with.
 */
export const errorCatalogue = {
  submit: entriesOf({
    invalid_request: [400, REQUEST, "Invalid request parameters"],
    unauthorized: [401, "authentication_error", "Invalid or expired token"],
    insufficient_quota: [402, "insufficient_quota", "Insufficient quota. Please top up your account."],
    model_access_denied: [403, REQUEST, "Token does not have access to model: MODEL"],
    model_not_found: [404, "not_found_error", "Specified model not found", { param: "model" }],
    rate_limit_exceeded: [429, "rate_limit_error", "Too many requests, please try again later"],
    internal_error: [500, "api_error", "Internal server error"],
    invalid_content: [400, REQUEST, "Prompt was rejected by the content policy"],
  }),
  query: entriesOf({
    invalid_task_id: [
      400,
      REQUEST,
      "Invalid task ID format, must start with 'task-unified-'",
      { param: "task_id" },
    ],
    unauthorized: [401, "authentication_error", "Authentication required"],
    quota_exceeded: [402, "insufficient_quota", "Insufficient quota. Please top up your account."],
    permission_denied: [403, REQUEST, "You don't have permission to access this task"],
    task_not_found: [404, REQUEST, "The requested task could not be found"],
    rate_limit_exceeded: [429, "evo_api_error", "Rate limit exceeded"],
    internal_error: [500, "api_error", "Failed to retrieve task status"],
  }),
  upload: entriesOf({
    invalid_request: [400, FILES, "Invalid request parameters", { code: "400" }],
    unauthorized: [401, FILES, "Authentication required", { code: "401" }],
    permission_denied: [403, FILES, "You don't have permission to access this file", { code: "403" }],
    file_not_found: [404, FILES, "The file does not exist or has expired", { code: "404" }],
    file_too_large: [400, FILES, "The file is too large", { code: "40001" }],
    unsupported_type: [400, FILES, "The type of the file is not supported", { code: "40002" }],
    quota_exceeded: [400, FILES, "The quota of files is used up", { code: "40003" }],
    url_download_failed: [400, FILES, "The file could not be downloaded from the URL", { code: "40004" }],
    internal_error: [500, FILES, "Internal server error", { code: "500" }],
    storage_error: [500, FILES, "The file could not be stored", { code: "50001" }],
  }),
  shared: entriesOf({
    // As this family of gateways says it, there with method and path in brackets.
    not_found: [404, REQUEST, "Invalid URL"],
    method_not_allowed: [405, REQUEST, "The requested method is not allowed on this route"],
    idempotency_conflict: [409, REQUEST, "This idempotency key was used with another request"],
    paid_outcome_unknown: [
      409,
      REQUEST,
      "The outcome of an earlier submission with this idempotency key is not known yet",
    ],
    request_timeout: [408, REQUEST, "The request was not received in time"],
    request_too_large: [413, "request_too_large_error", "Request body is too large"],
    expectation_failed: [
      417,
      REQUEST,
      "The expectation of the request cannot be met: Expect takes 100-continue alone",
    ],
    headers_too_large: [431, REQUEST, "The request headers are too large"],
    link_expired: [403, REQUEST, "This result link has expired"],
    file_not_found: [404, REQUEST, "The requested file could not be found", { code: "not_found" }],
    internal_error: [500, "api_error", "Internal server error"],
    upstream_error: [502, "upstream_error", "The upstream service answered with an error"],
    service_unavailable: [503, "service_unavailable_error", "The service is temporarily unavailable"],
  }),
  /** Answers of `wan-mock proxy` in the place of a service that gives none. */
  proxy: entriesOf({
    upstream_timeout: [504, "upstream_error", "The upstream service did not answer in time"],
  }),
};
