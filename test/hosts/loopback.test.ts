import { describe, expect, it } from "vitest";
import { isLoopbackAddress, isLoopbackHost, isUnspecifiedAddress } from "../../src/hosts/loopback.js";
import { isThisMachine } from "../../src/hosts/this-machine.js";

const addresses = [
  "127.0.0.1",
  "127.8.9.1",
  "127.255.255.255",
  "127.1",
  "2130706433",
  "0x7f000001",
  "::1",
  "0:0:0:0:0:0:0:1",
  "::ffff:127.0.0.1",
  "::FFFF:7F00:1",
];

describe("loopback addresses", () => {
  it.each(addresses)("%s is one", (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
    expect(isLoopbackHost(address)).toBe(true);
    expect(isThisMachine(address)).toBe(true);
    expect(isUnspecifiedAddress(address)).toBe(false);
  });
});

describe("names of this machine", () => {
  it.each(["localhost", "LOCALHOST", "localhost.", "api.localhost"])("%s is one", (name) => {
    expect(isLoopbackHost(name)).toBe(true);
    expect(isLoopbackAddress(name)).toBe(false);
    expect(isThisMachine(name)).toBe(true);
  });
});

describe("other hosts", () => {
  it.each([
    "127.evil.com",
    "127.0.0.1.evil.com",
    "127.evil",
    "127.0.0.256",
    "localhost.evil.com",
    "notlocalhost",
    "evil.com#localhost",
    "evil.com@localhost",
    "localhost/",
    "192.0.2.1",
    "::2",
    "::ffff:192.0.2.1",
    "[::1]",
    "",
  ])("%s is none", (host) => {
    expect(isLoopbackHost(host)).toBe(false);
    expect(isLoopbackAddress(host)).toBe(false);
    expect(isUnspecifiedAddress(host)).toBe(false);
    expect(isThisMachine(host)).toBe(false);
  });
});

it.each(["0.0.0.0", "0", "::", "::ffff:0.0.0.0"])(
  "%s is this machine to a caller, no loopback address",
  (host) => {
    expect(isUnspecifiedAddress(host)).toBe(true);
    expect(isThisMachine(host)).toBe(true);
    expect(isLoopbackHost(host)).toBe(false);
  },
);
