import { paidHostOf } from "../../hosts/paid-host.js";
import { parseUrl } from "../../text/parse-url.js";
import { hasOnlyRunProxy } from "./mock-address.js";
import { mockFor } from "./reroute.js";
import { wrapFunction } from "./wrap-function.js";

/**
 * Watches `fetch` where it does not pass the sockets of `node:net`: in Bun and Deno. Beside the proxy of `wan-mock run`,
 * which it takes, there is nothing to do.
 */
export function watchFetch(): void {
  if (hasOnlyRunProxy(process.env)) return;
  const watched = async (call: (args: unknown[]) => unknown, _self: unknown, args: unknown[]) => {
    const [input, init] = args as Parameters<typeof fetch>;
    const url = input instanceof Request ? input.url : String(input);
    const { host, pathname, search } = parseUrl(url) ?? { host: "", pathname: "", search: "" };
    const paid = paidHostOf(host);
    if (paid === undefined) return call(args);
    const mock = mockFor(paid);
    if (mock instanceof Error) throw mock;
    const rerouted = `http://${mock.authority}${pathname}${search}`;
    const request = input instanceof Request ? new Request(rerouted, input) : rerouted;
    return call([request, init]);
  };
  const [bun, deno] = ["Bun", "Deno"].map((name) => Reflect.get(globalThis, name) as object | undefined);
  const owners = bun === undefined ? (deno === undefined ? [] : [globalThis]) : [globalThis, bun];
  for (const owner of owners) wrapFunction(owner, "fetch", watched);
}
