/** The `error` object of the vendor's envelope. `param` stands only where a single parameter is to blame. */
export interface VendorError {
  code: string;
  message: string;
  type: string;
  param?: string;
}

/** One documented (or, where no page gives a body, decided) HTTP error. */
export interface CatalogueEntry {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly type: string;
  readonly param?: string;
}

const entry = (
  status: number,
  code: string,
  type: string,
  message: string,
  param?: string,
): CatalogueEntry =>
  param === undefined ? { status, code, message, type } : { status, code, message, type, param };

/**
 * Every HTTP error of the vendor side, in one place: code, status, type and wording.
 *
 * `submit` and `query` hold the tables of the published pages (the two operations word the same
 * mishap differently); `shared` holds answers that no page documents, as decided in
 * `docs/sources.md`. Messages are the documented ones; a finding replaces the message of
 * `invalid_request` with a sentence of its own.
 */
export const errorCatalogue = {
  submit: {
    invalid_request: entry(400, "invalid_request", "invalid_request_error", "Invalid request parameters"),
    unauthorized: entry(401, "unauthorized", "authentication_error", "Invalid or expired token"),
    insufficient_quota: entry(
      402,
      "insufficient_quota",
      "insufficient_quota",
      "Insufficient quota. Please top up your account.",
    ),
    model_access_denied: entry(
      403,
      "model_access_denied",
      "invalid_request_error",
      "Token does not have access to model: MODEL",
    ),
    model_not_found: entry(404, "model_not_found", "not_found_error", "Specified model not found", "model"),
    rate_limit_exceeded: entry(
      429,
      "rate_limit_exceeded",
      "rate_limit_error",
      "Too many requests, please try again later",
    ),
    internal_error: entry(500, "internal_error", "api_error", "Internal server error"),
    invalid_content: entry(
      400,
      "invalid_content",
      "invalid_request_error",
      "Prompt was rejected by the content policy",
    ),
  },
  query: {
    invalid_task_id: entry(
      400,
      "invalid_task_id",
      "invalid_request_error",
      "Invalid task ID format, must start with 'task-unified-'",
      "task_id",
    ),
    unauthorized: entry(401, "unauthorized", "authentication_error", "Authentication required"),
    quota_exceeded: entry(
      402,
      "quota_exceeded",
      "insufficient_quota",
      "Insufficient quota. Please top up your account.",
    ),
    permission_denied: entry(
      403,
      "permission_denied",
      "invalid_request_error",
      "You don't have permission to access this task",
    ),
    task_not_found: entry(
      404,
      "task_not_found",
      "invalid_request_error",
      "The requested task could not be found",
    ),
    rate_limit_exceeded: entry(429, "rate_limit_exceeded", "evo_api_error", "Rate limit exceeded"),
    internal_error: entry(500, "internal_error", "api_error", "Failed to retrieve task status"),
  },
  shared: {
    // As this family of gateways says it, there with method and path in brackets.
    not_found: entry(404, "not_found", "invalid_request_error", "Invalid URL"),
    method_not_allowed: entry(
      405,
      "method_not_allowed",
      "invalid_request_error",
      "The requested method is not allowed on this route",
    ),
    idempotency_conflict: entry(
      409,
      "idempotency_conflict",
      "invalid_request_error",
      "This idempotency key was used with another request",
    ),
    paid_outcome_unknown: entry(
      409,
      "paid_outcome_unknown",
      "invalid_request_error",
      "The outcome of an earlier submission with this idempotency key is not known yet",
    ),
    request_timeout: entry(
      408,
      "request_timeout",
      "invalid_request_error",
      "The request was not received in time",
    ),
    request_too_large: entry(
      413,
      "request_too_large",
      "request_too_large_error",
      "Request body is too large",
    ),
    expectation_failed: entry(
      417,
      "expectation_failed",
      "invalid_request_error",
      "The expectation of the request cannot be met: Expect takes 100-continue alone",
    ),
    headers_too_large: entry(
      431,
      "headers_too_large",
      "invalid_request_error",
      "The request headers are too large",
    ),
    link_expired: entry(403, "link_expired", "invalid_request_error", "This result link has expired"),
    file_not_found: entry(404, "not_found", "invalid_request_error", "The requested file could not be found"),
    internal_error: entry(500, "internal_error", "api_error", "Internal server error"),
    upstream_error: entry(
      502,
      "upstream_error",
      "upstream_error",
      "The upstream service answered with an error",
    ),
    service_unavailable: entry(
      503,
      "service_unavailable",
      "service_unavailable_error",
      "The service is temporarily unavailable",
    ),
  },
} as const satisfies Record<string, Record<string, CatalogueEntry>>;
