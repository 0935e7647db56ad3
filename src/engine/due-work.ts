import { andThen } from "../ports/and-then.js";
import type { CallbackDeliveries } from "./callback-deliveries.js";
import type { TaskLifecycle } from "./task-lifecycle.js";
import type { DueWorkers } from "./timeline.js";

/** What each kind of due work does: the one place that says so. */
export function dueWorkers(lifecycle: TaskLifecycle, callbacks: CallbackDeliveries): DueWorkers {
  return {
    keepBooks: (works) => {
      let ending: string[] = [];
      let done: void | Promise<void> = undefined;
      for (const work of works) {
        if (work.kind !== "held-back-callback") {
          ending.push(work.task);
          continue;
        }
        const ended = ending;
        ending = [];
        done = andThen(
          andThen(done, () => lifecycle.finish(ended)),
          () => lifecycle.letGo(work),
        );
      }
      return andThen(done, () => lifecycle.finish(ending));
    },
    send: ({ at, delivery }) => callbacks.attempt(delivery, at),
  };
}
