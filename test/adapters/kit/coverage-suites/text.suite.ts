/** Run by test/adapters/kit/use-mock-coverage.process.test.ts: one of two files, each in a worker of its own. */
import { describe, expect, it } from "vitest";
import { useMock } from "../../../../src/vitest.js";
import { bodies } from "../../../harness/sample-bodies.js";

const send = (carry: typeof fetch, url: string) =>
  carry(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify(bodies.text),
  });

describe.each([true, false])("with a socket: %s", (socket) => {
  const mock = socket ? useMock() : useMock({ socket: false });
  it.each([1, 2])("submits, time %i", async () => {
    const carry = "fetch" in mock ? mock.fetch : fetch;
    expect((await send(carry, mock.url)).status).toBe(200);
  });
});
