import { snakeCased } from "./snake-case.js";

/** Bounds of everything that is kept, as `GET /_mock/health` shows them: the most, and how much there is now. */
export function boundsView(bounds: Readonly<Record<string, object>>): object {
  return snakeCased(Object.fromEntries(Object.entries(bounds).map(([name, one]) => [name, snakeCased(one)])));
}
