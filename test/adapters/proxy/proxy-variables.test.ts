import { describe, expect, it } from "vitest";
import { javaProxyOptions, proxyVariables } from "../../../src/adapters/proxy/proxy-variables.js";

const url = "http://127.0.0.1:4000";

describe("exceptions from the proxy", () => {
  const exceptions = (list: string) => proxyVariables(url, [], { NO_PROXY: list })["no_proxy"];
  const here = "localhost,127.0.0.1,::1";

  it.each([
    "*",
    "evolink.ai",
    ".evolink.ai",
    "*.evolink.ai",
    "api.evolink.ai",
    "API.Evolink.AI.",
    "api.evolink.ai:443",
    "files-api.evolink.ai",
    "files*.evolink.ai",
    ".ai",
    "ai",
    "k.ai", // some compare the ends of names, wherever a label starts
    "api.*",
    "*.ai",
    "api.e*i",
  ])("do not keep %s, which would let paid calls out", (item) => {
    expect(exceptions(item)).toBe(here);
    expect(exceptions(`a.test,${item} b.test`)).toBe(`a.test,b.test,${here}`);
  });

  it.each([
    "example.com",
    ".internal.test",
    "*.corp.test",
    "10.0.0.0/8",
    "evolink.ai.test",
    "notapi.test:8080",
  ])("keep %s", (item) => {
    expect(exceptions(item)).toBe(`${item},${here}`);
  });

  it("join both spellings", () => {
    const { NO_PROXY, no_proxy } = proxyVariables(url, ["192.0.2.1"], {
      NO_PROXY: "a.test",
      no_proxy: "b.test,a.test",
    });
    expect([NO_PROXY, no_proxy]).toEqual(Array(2).fill(`a.test,b.test,${here},192.0.2.1`));
  });
});

it("takes the place of a proxy for everything only where one is named", () => {
  expect(proxyVariables(url, [], {})).not.toHaveProperty("ALL_PROXY");
  expect(proxyVariables(url, [], { all_proxy: "socks5://p.test" })).toMatchObject({ all_proxy: url });
});

it("tells a JVM the same", () => {
  expect(javaProxyOptions(url, { NO_PROXY: "::1,127.0.0.1,a.test,.b.test,10.0.0.0/8" })).toEqual([
    "-Dhttp.proxyHost=127.0.0.1",
    "-Dhttp.proxyPort=4000",
    "-Dhttps.proxyHost=127.0.0.1",
    "-Dhttps.proxyPort=4000",
    "-Dhttp.nonProxyHosts=127.*|[::1]|127.0.0.1|a.test|*.a.test|*.b.test",
  ]);
});
