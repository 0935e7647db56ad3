/** A route of the vendor that the mock serves. */
export interface VendorOperation {
  readonly method: "GET" | "POST" | "DELETE";
  /** As OpenAPI writes it: `/v1/tasks/{task_id}`. */
  readonly path: string;
  /** As a message names it: `GET /v1/tasks/{task_id}`. */
  readonly label: string;
  /** The paths that it answers, without a query; its group is the parameter. */
  readonly pattern: RegExp;
  /** Methods of the path, as a header lists them. */
  readonly allowed: string;
  /** Whether `X-Wan-Mock-Scenario` can force its answer. */
  readonly takesScenario: boolean;
}

/** Where the file service has its routes. */
const FILES = "/api/v1/files";

/** The routes of the vendor by name: the one place that states their methods and paths. */
export const vendorOperations = {
  submit: operation("POST", "/v1/videos/generations", { takesScenario: true }),
  query: operation("GET", "/v1/tasks/{task_id}", { takesScenario: true }),
  credits: operation("GET", "/v1/credits"),
  models: operation("GET", "/v1/models"),
  download: operation("GET", "/files/{name}", {
    takesScenario: true,
    label: "GET /files/{task_id}.mp4",
  }),
  list: operation("GET", "/v1/tasks", { takesScenario: true }),
  batch: operation("POST", "/v1/tasks/batch", { takesScenario: true }),
  uploadBase64: operation("POST", `${FILES}/upload/base64`, { takesScenario: true }),
  uploadUrl: operation("POST", `${FILES}/upload/url`, { takesScenario: true }),
  uploadStream: operation("POST", `${FILES}/upload/stream`, { takesScenario: true }),
  fileList: operation("GET", `${FILES}/list`, { takesScenario: true }),
  fileQuota: operation("GET", `${FILES}/quota`, { takesScenario: true }),
  fileDelete: operation("DELETE", `${FILES}/{file_id}`, { takesScenario: true }),
  fileDownload: operation("GET", `${FILES}/download/{file_id}`, { takesScenario: true }),
  fileLink: operation("GET", "/uploads/{file_id}/{name}", { takesScenario: true }),
};

/** Whether a path belongs to the file service: its refusals have a form of their own. */
export function isOfFileService(path: string): boolean {
  return path.startsWith("/api/v1/files/") || path.startsWith("/uploads/");
}

export type VendorRoute = keyof typeof vendorOperations;

/** The same as a list, in the order in which messages name them. */
export const vendorOperationList: readonly VendorOperation[] = Object.values(vendorOperations);

/** The operation of a path, whatever the method; of two, the one that names the whole path. */
export function operationAt(path: string): VendorOperation | undefined {
  return (
    vendorOperationList.find((one) => one.path === path) ??
    vendorOperationList.find(({ pattern }) => pattern.test(path))
  );
}

/** The path of the query for a task. */
export function taskPath(id: string): string {
  return vendorOperations.query.path.replace("{task_id}", () => id);
}

/** Whether a task id passes the check the vendor documents: the prefix. What follows is looked up, not judged. */
export function isTaskId(id: string): boolean {
  return id.startsWith("task-unified-");
}

function operation(
  method: VendorOperation["method"],
  path: string,
  { takesScenario = false, label = `${method} ${path}` } = {},
): VendorOperation {
  return {
    method,
    path,
    label,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "([^/]+)")}$`),
    allowed: method === "GET" ? "GET, HEAD, OPTIONS" : `${method}, OPTIONS`,
    takesScenario,
  };
}
