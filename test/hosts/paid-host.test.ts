import { expect, it } from "vitest";
import { paidHostOf } from "../../src/hosts/paid-host.js";

it.each([
  ["api.evolink.ai", "api.evolink.ai"],
  ["API.Evolink.AI", "api.evolink.ai"],
  ["api.evolink.ai.", "api.evolink.ai"],
  ["api.evolink.ai:443", "api.evolink.ai"],
  ["user:secret@api.evolink.ai", "api.evolink.ai"],
  ["api。evolink。ai", "api.evolink.ai"],
  ["ａｐｉ.evolink.ai", "api.evolink.ai"],
  ["files-api.evolink.ai", "files-api.evolink.ai"],
  ["evolink.ai", "evolink.ai"],
])("%s belongs to the paid service", (host, name) => {
  expect(paidHostOf(host)).toBe(name);
});

it.each([
  "",
  "localhost",
  "127.0.0.1:2727",
  "::1",
  "[::1]",
  "notevolink.ai",
  "evolink.ai.example.com",
  "api.evolink.ai@example.com",
  "evolink.ai.test",
  "a b",
])("%j does not", (host) => {
  expect(paidHostOf(host)).toBeUndefined();
});
