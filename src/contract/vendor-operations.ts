/** A route of the vendor that the mock serves. */
export interface VendorOperation {
  readonly method: "GET" | "POST";
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
};

export type VendorRoute = keyof typeof vendorOperations;

/** The same as a list, in the order in which messages name them. */
export const vendorOperationList: readonly VendorOperation[] = Object.values(vendorOperations);

/** The operation of a path, whatever the method. */
export function operationAt(path: string): VendorOperation | undefined {
  return vendorOperationList.find(({ pattern }) => pattern.test(path));
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
