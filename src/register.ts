/**
 * The preload `node --import wan-mock/register`: calls to `api.evolink.ai` and `files-api.evolink.ai` go to the mock at
 * `WAN_MOCK_URL`; without one they fail, and so does any other call to the paid service. Workers and programs that this one starts load it too.
 * Other hosts are none of its business, unless `wan-mock run --network closed` says so. Bun and Deno load it by
 * `--preload`.
 *
 * @throws {KitError} `INVALID_OPTION` when `WAN_MOCK_URL` is no address of a mock
 */
import { fileURLToPath } from "node:url";
import { mockAddress } from "./adapters/register/mock-address.js";
import { keepPreload } from "./adapters/register/preload-children.js";
import { watchChildren } from "./adapters/register/watch-children.js";
import { watchConnections } from "./adapters/register/watch-connections.js";
import { watchFetch } from "./adapters/register/watch-fetch.js";
import { watchProxies } from "./adapters/register/watch-proxies.js";
import { watchWorkers } from "./adapters/register/watch-workers.js";

/** A program may name the preload itself and get it from `wan-mock run` as well. */
const REGISTERED = Symbol.for("wan-mock.register");

if (!Reflect.has(globalThis, REGISTERED)) {
  mockAddress();
  Reflect.set(globalThis, REGISTERED, true);
  watchConnections();
  watchProxies();
  watchFetch();
  const file = fileURLToPath(new URL("register.cjs", import.meta.url));
  const before = process.env["NODE_OPTIONS"];
  keepPreload(file);
  watchWorkers(file, process.env["NODE_OPTIONS"] === before);
  watchChildren(file);
}
