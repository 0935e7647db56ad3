import type { RequestRoute } from "../../ports/journal.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import type { ShownTask } from "../../simulation/task-object.js";
import { cutText, longest } from "../../text/cut-text.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";

/** Tasks that are kept; of more the newest. */
const MOST_TASKS = 10_000;

/** Code points of a result's link that are kept. */
const LONGEST_LINK = 2000;

/** The tasks of a service as its answers last showed them, for the newest 10,000. */
export class ShownTasks {
  readonly #tasks = new Map<string, ShownTask>();
  readonly #oldest = new OldestKeys(this.#tasks);

  /** The last that was shown of a task; `undefined` where nothing was. */
  taskOf(id: string): ShownTask | undefined {
    return this.#tasks.get(id);
  }

  /**
   * Keeps the tasks of an answer.
   *
   * @param status - HTTP status
   * @param body - the parsed body; what is no task in it is left out
   */
  note(route: RequestRoute, status: number, body: unknown): void {
    if (status >= 300 || !isJsonObject(body)) return;
    if (route === "submit" || route === "query") this.#keep(body["id"], shownIn(body));
    if (route !== "list" && route !== "batch") return;
    const { data } = body;
    for (const item of Array.isArray(data) ? data : []) {
      if (!isJsonObject(item)) continue;
      const shown = shownIn(item);
      // A list may leave results out, so it cannot tell that there are none.
      if (shown?.status === "completed" && shown.results === undefined) continue;
      this.#keep(item["id"] ?? item["task_id"], shown);
    }
  }

  #keep(id: unknown, task: ShownTask | undefined): void {
    if (typeof id !== "string" || id === "" || task === undefined) return;
    // Cut as the journal does it.
    const key = cutText(id, longest.id);
    if (!this.#tasks.has(key) && this.#tasks.size >= MOST_TASKS)
      this.#tasks.delete(this.#oldest.next() ?? "");
    this.#tasks.set(key, task);
  }
}

function shownIn({ status, results, error }: JsonObject): ShownTask | undefined {
  if (typeof status !== "string") return undefined;
  const link: unknown = Array.isArray(results) ? results[0] : undefined;
  return {
    status: cutText(status, longest.id),
    ...(typeof link === "string" ? { results: [cutText(link, LONGEST_LINK)] } : {}),
    ...errorIn(error),
  };
}

function errorIn(error: unknown): Pick<ShownTask, "error"> {
  if (!isJsonObject(error)) return {};
  const { code, message, type } = error;
  if (typeof code !== "string" && typeof code !== "number") return {};
  return {
    error: {
      code: cutText(String(code), longest.id),
      ...(typeof message === "string" ? { message: cutText(message, longest.message) } : {}),
      ...(typeof type === "string" ? { type: cutText(type, longest.id) } : {}),
    },
  };
}
