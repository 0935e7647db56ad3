const PREFIX = "task-unified-";

/** Whether a task id passes the check the vendor documents: the prefix. What follows is looked up, not judged. */
export function isTaskId(id: string): boolean {
  return id.startsWith(PREFIX);
}
