/**
 * A replica in a process of its own: prints its address. Arguments: options of the mock as JSON, lease in milliseconds.
 * Ends when its input does.
 */
import { once } from "node:events";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";

const [options = "{}", lease] = process.argv.slice(2);
const mock = await startMock(JSON.parse(options) as MockOptions, { leaseMs: Number(lease) });
process.stdout.write(`${mock.url}\n`);
process.stdin.resume();
await once(process.stdin, "end");
await mock.close();
