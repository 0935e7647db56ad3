import { clearTimeout, setTimeout } from "../../ports/real-timers.js";

/**
 * Waits for a promise for a limited time; what it gives later is dropped.
 *
 * @throws {Error} `no answer within N ms`
 */
export function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
