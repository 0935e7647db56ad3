import { expect, test } from "vitest";
import {
  fileServiceOf,
  isOnThisMachine,
  readServiceUrl,
  type ServiceUrl,
} from "../../src/hosts/service-url.js";

const read = (text: string) => readServiceUrl(text) as ServiceUrl;

test.each<[string, ServiceUrl]>([
  [
    "https://api.example.com",
    { protocol: "https:", hostname: "api.example.com", port: 443, host: "api.example.com", prefix: "" },
  ],
  [
    "http://[::1]:3000/gateway/",
    { protocol: "http:", hostname: "::1", port: 3000, host: "[::1]:3000", prefix: "/gateway" },
  ],
])("%s is read", (text, address) => {
  expect(readServiceUrl(text)).toEqual(address);
});

test("files of the paid service go to its own host for them", () => {
  expect(fileServiceOf(read("https://api.evolink.ai"))).toMatchObject({
    hostname: "files-api.evolink.ai",
    host: "files-api.evolink.ai",
  });
  const other = read("http://127.0.0.1:3000");
  expect(fileServiceOf(other)).toBe(other);
});

test.each([
  ["http://127.0.0.1", true],
  ["http://localhost", true],
  ["http://[::1]", true],
  ["http://0.0.0.0:1", true],
  ["http://127.evil.com", false],
  ["http://10.0.0.1", false],
])("%s stays on this machine: %s", (text, stays) => {
  expect(isOnThisMachine(read(text))).toBe(stays);
});
