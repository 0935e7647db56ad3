import { andThen } from "../ports/and-then.js";
import type { Bookkeeping } from "../ports/due-queue.js";
import type { CallbackDeliveries } from "./callback-deliveries.js";
import type { TaskLifecycle } from "./task-lifecycle.js";
import type { DueWorkers } from "./timeline.js";

/** What each kind of due work does: the one place that says so. */
export function dueWorkers(lifecycle: TaskLifecycle, callbacks: CallbackDeliveries): DueWorkers {
  const keepBooks = (works: readonly Bookkeeping[]): void | Promise<void> => {
    const held = works.findIndex(({ kind }) => kind === "held-back-callback");
    const work = works[held];
    const ending = works.slice(0, held < 0 ? works.length : held).map(({ task }) => task);
    return andThen(lifecycle.finish(ending), () => {
      if (work?.kind !== "held-back-callback") return undefined;
      return andThen(lifecycle.letGo(work), () => keepBooks(works.slice(held + 1)));
    });
  };
  return { keepBooks, send: (work) => callbacks.attempt(work) };
}
