/**
 * A replica in a process of its own: counts as fast as it can, and prints each number that it was given and each
 * refusal. Arguments: URL of the store, lease in milliseconds. Ends when its input does.
 */
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { StateOfStores } from "../../../src/stores/kept/kept-state.js";
import { openStateOnRedis } from "../../../src/stores/redis/open-state-on-redis.js";
import { Counters } from "./counter-store.js";

const [url = "", lease] = process.argv.slice(2);
const state = new StateOfStores();
const counters = new Counters(state);
const replica = await openStateOnRedis(url, state, {
  onWarning: (sentence) => process.stdout.write(`warning ${sentence}\n`),
  onApplied: () => undefined,
  leaseMs: Number(lease),
});
process.stdout.write(`replica ${replica.replica}\n`);
process.stdin.resume();
while (!process.stdin.readableEnded) {
  try {
    process.stdout.write(`count ${await replica.transactions.run(() => counters.increment("a"))}\n`);
  } catch (error) {
    if (!(error instanceof StateUnavailable)) throw error;
    process.stdout.write("refused\n");
  }
}
await replica.close();
