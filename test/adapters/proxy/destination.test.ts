import { hostname, networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { destinationOf } from "../../../src/adapters/proxy/destination.js";

const addresses = Object.values(networkInterfaces()).flatMap((own) => own ?? []);

it.each([
  hostname(),
  hostname().toUpperCase(),
  ...addresses.map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address)),
])("%s is this machine", (host) => {
  expect(destinationOf(`${host}:8080`, 443)).toMatchObject({ to: "here", port: 8080 });
});

it.each(["192.0.2.1", "[2001:db8::1]", `${hostname()}.example.com`])("%s is another one", (host) => {
  expect(destinationOf(host, 443)).toMatchObject({ to: "elsewhere", port: 443 });
});
