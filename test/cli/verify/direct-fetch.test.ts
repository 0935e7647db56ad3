import { expect, it } from "vitest";
import { directFetch } from "../../../src/cli/sources/service-address.js";

/** What the environment says about proxies at each request. */
async function exceptionsAt(environment: NodeJS.ProcessEnv, ...addresses: string[]) {
  const seen: (string | undefined)[] = [];
  const fetch = directFetch(async () => {
    seen.push(environment["no_proxy"] ?? environment["NO_PROXY"]);
    return new Response();
  }, environment);
  for (const address of addresses) await fetch(address);
  return seen;
}

it("keeps requests to this machine away from a proxy of the environment", async () => {
  const proxied = { HTTP_PROXY: "http://proxy.example.com:8080" };
  expect(await exceptionsAt({ ...proxied }, "http://127.0.0.1:2727/v1/credits")).toEqual(["127.0.0.1"]);
  expect(await exceptionsAt({ ...proxied }, "http://[::1]:2727/", "http://localhost:2727/")).toEqual([
    "[::1]",
    "[::1],localhost",
  ]);
  expect(await exceptionsAt({ ...proxied, NO_PROXY: "corp.example.com" }, "http://127.0.0.1/")).toEqual([
    "corp.example.com,127.0.0.1",
  ]);
});

it("leaves other hosts to the proxy of the environment", async () => {
  const proxied = { https_proxy: "http://proxy.example.com:8080" };
  expect(await exceptionsAt({ ...proxied }, "https://192.0.2.7/", "http://127.0.0.1/")).toEqual([
    undefined,
    "127.0.0.1",
  ]);
  expect(await exceptionsAt({}, "http://127.0.0.1/")).toEqual([undefined]);
});
