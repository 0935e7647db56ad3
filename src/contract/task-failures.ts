/**
 * Failures of a task that the error page documents, with a message each: the page's own example where it
 * gives one, else ours.
 */
export const taskFailures = {
  content_policy_violation: "content policy violation",
  invalid_parameters: "Prompt is too long",
  image_processing_error: "The image could not be fetched or decoded",
  image_dimension_mismatch: "The image size does not fit the aspect ratio",
  request_cancelled: "The task was cancelled",
  generation_failed_no_content: "The model returned no content",
  service_error: "The upstream service reported an error",
  generation_timeout: "The generation took too long",
  resource_exhausted: "No capacity is left at the moment",
  quota_exceeded: "A rate, concurrency or quota limit was reached",
  service_unavailable: "The service is unavailable",
  resource_not_found: "The task id is invalid or has expired",
  unknown_error: "An unclassified error occurred",
} as const satisfies Readonly<Record<string, string>>;

/** A documented `error.code` of a failed task. */
export type TaskFailureCode = keyof typeof taskFailures;

/** `type` of every task error (task page: always this one). */
export const TASK_ERROR_TYPE = "task_error";
