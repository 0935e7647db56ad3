import type { TaskRecord } from "./task.js";

type Terms = Pick<TaskRecord, "result" | "billing" | "linkBase">;

/** Gives out the same objects for terms that are alike: of the many tasks that are kept, most in a row have the same. */
export class SharedTerms {
  #last: Terms | undefined;

  of({ result, billing, linkBase }: Terms): Terms {
    const last = this.#last;
    this.#last = {
      result: alike(last?.result, result),
      billing: alike(last?.billing, billing),
      linkBase: last?.linkBase === linkBase ? last.linkBase : linkBase,
    };
    return this.#last;
  }
}

function alike<Value extends object>(last: Value | undefined, next: Value): Value {
  for (const name in next) if (last?.[name] !== next[name]) return next;
  return last ?? next;
}
