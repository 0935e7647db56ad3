import { expect, test } from "vitest";
import { readRedisAddress } from "../../../src/stores/redis/redis-address.js";

test.each([
  ["redis://127.0.0.1", { host: "127.0.0.1", port: 6379, db: 0, isTls: false, text: "127.0.0.1:6379" }],
  ["redis://redis:7000/3", { host: "redis", port: 7000, db: 3, isTls: false, text: "redis:7000" }],
  ["redis://[::1]:7000/", { host: "::1", port: 7000, db: 0, isTls: false, text: "[::1]:7000" }],
  [
    "rediss://me:p%40ss@r.example/1",
    {
      host: "r.example",
      port: 6379,
      db: 1,
      username: "me",
      password: "p@ss",
      isTls: true,
      text: "r.example:6379",
    },
  ],
  ["redis://:pw@h", { host: "h", port: 6379, db: 0, password: "pw", isTls: false, text: "h:6379" }],
])("reads %s", (url, address) => {
  expect(readRedisAddress(url)).toEqual(address);
});

test.each(["", "redis://", "http://h:1/0", "redis://h:0", "redis://h:99999", "redis://h/x", "redis://h/0/1"])(
  "refuses %j, and says what it must be",
  (url) => {
    expect(() => readRedisAddress(url)).toThrow("redis://HOST:PORT/DB, such as redis://127.0.0.1:6379/0");
  },
);

test("refuses a password that is not percent-encoded", () => {
  expect(() => readRedisAddress("redis://me:50%@h")).toThrow("write % as %25");
});
