/** Pages of the vendor's documentation as they look when their text is copied, in our words. */

/** What a page shows of an answer: names, types and what stands below them. */
const fields = (...parts: readonly (readonly [name: string, type: string, ...below: string[]])[]): string =>
  parts
    .map(([name, type, ...below]) => [name, type, "", `About ${name}`, "", ...below, ""].join("\n"))
    .join("");

const address = (method: string, url: string): string => {
  const { pathname } = new URL(url);
  const path = decodeURIComponent(pathname).split("/").slice(1).join("\n/\n");
  return `Skip to main content\n${method}\n/\n${path}\ncurl --request ${method} \\\n  --url ${decodeURIComponent(url)} \\\n  --header 'Authorization: Bearer <token>'\n`;
};

/** The page of the task query. */
export const taskPage = `${address("GET", "https://api.evolink.ai/v1/tasks/{task_id}")}{
  "created": 1788000000,
  "id": "task-unified-1788000000-k3v9x2ma",
  "model": "some-image-model",
  "object": "image.generation.task",
  "progress": 100,
  "results": [
    "https://cdn.example.com/a.png"
  ],
  "status": "completed",
  "task_info": {
    "can_cancel": false
  },
  "type": "image"
}

Path Parameters

task_id
string
required

The id to ask for

Response

How the task stands

${fields(
  ["created", "integer"],
  ["id", "string", "Example:", "", '"task-unified-1788000000-k3v9x2ma"'],
  ["model", "string"],
  [
    "object",
    "enum<string>",
    "Available options:",
    "image.generation.task,",
    "video.generation.task,",
    "audio.generation.task",
  ],
  ["progress", "integer", "Required range: 0 <= x <= 100"],
  ["results", "string<uri>[]", "Links can be used for 24 hours."],
  ["status", "enum<string>", "Available options:", "pending,", "processing,", "completed,", "failed"],
  ["error", "object | null"],
  ["task_info", "object"],
  ["type", "enum<string>", "Available options:", "image,", "video,", "audio,", "text"],
)}`;

/** The page of the task query as a site with tables shows it. */
export const taskTables = `# Asking for a task

\`GET https://api.evolink.ai/v1/tasks/{task_id}\`

| Field | Type | About |
|---|---|---|
| \`id\` | string | its handle |
| \`object\` | string | its kind |
| \`created\` | integer | when |
| \`model\` | string | which |
| \`status\` | string | see below |
| \`progress\` | integer | percent |
| \`results\` | array | links |
| \`type\` | string | what comes out |
| \`error\` | object | why it failed |
| \`task_info.can_cancel\` | boolean | whether it can be stopped |
| \`usage\` | object | its price |

| Status | About |
|---|---|
| \`pending\` | waits |
| \`processing\` | runs |
| \`completed\` | done |
| \`failed\` | over |
`;

/** The page of credits. */
export const creditsPage = `${address("GET", "https://api.evolink.ai/v1/credits")}{
  "data": {
    "token": {
      "remaining_credits": 70.5,
      "unlimited_credits": false,
      "used_credits": 29.5
    },
    "user": {
      "remaining_credits": 70.5,
      "used_credits": 29.5
    }
  },
  "message": "",
  "success": true
}

Response

${fields(["data", "object", "required"], ["message", "string"], ["success", "boolean"])}`;

/** The page of an upload. */
export const uploadPage = `${address("POST", "https://files-api.evolink.ai/api/v1/files/upload/base64")}{
  "success": true,
  "code": 200,
  "msg": "Done",
  "data": {
    "file_id": "file_1",
    "file_size": 2048,
    "file_url": "https://files.example.com/a.png",
    "expires_at": "2026-11-01T00:00:00+08:00"
  }
}

A file is deleted 72 hours after the upload.

Body

application/json
base64_data
string
required

The content; one of image/jpeg, image/png, image/gif, image/webp

${fields(["upload_path", "string"], ["file_name", "string"])}
Response

200 - application/json

${fields(["success", "boolean"], ["code", "integer"], ["msg", "string"], ["data", "object"])}`;

const failures: readonly (readonly [code: string, meaning: string, advice: string])[] = [
  ["content_policy_violation", "A filter said no", "Fix the content first"],
  ["invalid_parameters", "Out of bounds", "Fix the parameters first"],
  ["image_processing_error", "The image cannot be read", "Use another image"],
  ["image_dimension_mismatch", "The image has another shape", "Resize the image"],
  ["request_cancelled", "It was called off", "Submit again"],
  ["generation_failed_no_content", "Nothing came out", "Try a different prompt"],
  ["service_error", "Trouble inside", "Retry later"],
  ["generation_timeout", "It took too long", "Retry later"],
  ["resource_exhausted", "No capacity", "Retry after a few minutes"],
  ["quota_exceeded", "Too fast", "Slow down, then retry later"],
  ["service_unavailable", "Out of reach", "Retry later"],
  ["resource_not_found", "No such task", "Check the id"],
  ["unknown_error", "Something else", "Contact support"],
];

const statuses: readonly (readonly [status: string, code: string, meaning: string])[] = [
  ["400", "invalid_request", "Bad parameters"],
  ["401", "unauthorized", "Bad key"],
  ["402", "insufficient_quota", "Not enough credits"],
  ["403", "model_access_denied", "Not for this key"],
  ["429", "rate_limit_exceeded", "Too many requests"],
  ["500", "internal_error", "Fault of the service"],
];

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** The page of error codes, as Markdown. */
export const errorPage = `# What can go wrong

> All codes of failed tasks, and what to do about them

${table(
  ["Code", "Meaning", "Retryable"],
  failures.map(([code, ...rest]) => [`\`${code}\``, ...rest]),
)}

These are safe to send again: \`service_error\`, \`generation_timeout\`, \`resource_exhausted\`.

${table(["Status", "Code", "Meaning"], statuses)}
`;

/** The page of error codes as copied text, where tables lose their bars. */
export const errorText = `What can go wrong

CodeMeaningRetryable
${failures.map((row) => row.join("")).join("\n")}

StatusCodeMeaning
${statuses.map((row) => row.join("")).join("\n")}
`;
