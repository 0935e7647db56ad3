/**
 * The preload `node --import wan-mock/register`: calls to `api.evolink.ai` go to the mock at `WAN_MOCK_URL`; without
 * one they fail, and so does any other call to the paid service. Other hosts are none of its business, unless
 * `wan-mock run --network closed` says so.
 *
 * @throws {KitError} `INVALID_OPTION` when `WAN_MOCK_URL` is no address of a mock
 */
import { mockAddress } from "./adapters/register/mock-address.js";
import { watchConnections } from "./adapters/register/watch-connections.js";
import { watchProxies } from "./adapters/register/watch-proxies.js";

/** A program may name the preload itself and get it from `wan-mock run` as well. */
const REGISTERED = Symbol.for("wan-mock.register");

if (!Reflect.has(globalThis, REGISTERED)) {
  mockAddress();
  Reflect.set(globalThis, REGISTERED, true);
  watchConnections();
  watchProxies();
}
