import { expect, it } from "vitest";
import { withoutProxyFor } from "../../src/hosts/no-proxy.js";

const hosts = ["127.0.0.1", ".example.test"];

it.each<[string, NodeJS.ProcessEnv, Record<string, string>]>([
  ["an environment without proxies needs nothing", { NO_PROXY: "a.test" }, {}],
  ["an empty proxy is none", { HTTPS_PROXY: "" }, {}],
  [
    "both spellings are set where none was",
    { https_proxy: "http://p.test" },
    { no_proxy: "127.0.0.1,.example.test", NO_PROXY: "127.0.0.1,.example.test" },
  ],
  [
    "the spelling that is there is added to",
    { ALL_PROXY: "http://p.test", no_proxy: "a.test, 127.0.0.1" },
    { no_proxy: "a.test,127.0.0.1,.example.test" },
  ],
  ["everything stays everything", { http_proxy: "http://p.test", NO_PROXY: "*" }, {}],
])("%s", (_sentence, environment, variables) => {
  expect(withoutProxyFor(hosts, environment)).toEqual(variables);
});
