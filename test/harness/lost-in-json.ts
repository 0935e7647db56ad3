import { StateOfStores } from "../../src/stores/kept/kept-state.js";

/** Where a value holds something that JSON changes, as `.a[0]`: `undefined` where it holds nothing such. */
function lostInJson(value: unknown): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? undefined : "";
  if (typeof value !== "object") return "";
  if (Array.isArray(value)) return firstLost(value.map((item, place) => [`[${place}]`, item]));
  if (Object.getPrototypeOf(value) !== Object.prototype) return "";
  // A member that is `undefined` is none: nothing tells the two apart.
  return firstLost(
    Object.entries(value).flatMap(([name, item]) =>
      item === undefined ? [] : [[`.${name}`, item] as const],
    ),
  );
}

function firstLost(parts: readonly (readonly [name: string, value: unknown])[]): string | undefined {
  for (const [name, value] of parts) {
    const lost = lostInJson(value);
    if (lost !== undefined) return name + lost;
  }
  return undefined;
}

/** From here on a transaction fails that changes a value to one which JSON would change. */
export function refuseWhatJsonLoses(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on a state below
  const take = StateOfStores.prototype.takeChanges;
  StateOfStores.prototype.takeChanges = function (this: StateOfStores) {
    const changes = take.call(this);
    for (const [kind, key, value] of changes) {
      const lost = value === undefined ? undefined : lostInJson(value);
      if (lost === undefined) continue;
      const sentence = `${kind} ${key} holds something at ${lost || "its top"} that JSON would change`;
      console.error(sentence);
      throw new Error(sentence);
    }
    return changes;
  };
}
