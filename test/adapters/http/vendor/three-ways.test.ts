import supertest from "supertest";
import { expect, it } from "vitest";
import { createMockServer } from "../../../../src/adapters/http/mock-server.js";
import { composeMock } from "../../../../src/compose/compose-mock.js";
import { createMock } from "../../../../src/compose/create-mock.js";
import { startMock } from "../../../../src/compose/start-mock.js";
import { STILL } from "../../../harness/describe-matrix.js";

const GENERATIONS = "/v1/videos/generations";
const plain = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };
const headers = { authorization: "Bearer key-a", "content-type": "application/json" };

const calls: readonly (readonly [method: "get" | "post", path: string, body?: object])[] = [
  ["post", GENERATIONS, plain],
  ["post", GENERATIONS, { ...plain, duration: 99 }],
  ["post", GENERATIONS, { ...plain, nonsense: true }],
  ["post", GENERATIONS, { model: "wan9" }],
  ["get", "/v1/tasks/task-unified-1-aaaaaaaa"],
  ["get", "/v1/models"],
  ["get", "/v1/credits"],
  ["get", "/v2/nothing"],
  ["get", "/files/nothing.mp4"],
];

/** What differs by the time of day or by the connection. */
const passing = new Set(["date", "connection", "keep-alive"]);

it("a socket, mock.fetch and a test tool that brings its own socket get the same answers", async () => {
  // In memory wherever the suite runs: ids of requests differ between processes that may share a state.
  await using bound = await startMock(STILL);
  await using unbound = createMock(STILL);
  const composed = await composeMock(STILL);
  const { http } = createMockServer(composed.parts);
  for (const [method, path, body] of calls) {
    const init: RequestInit = {
      method: method.toUpperCase(),
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const [first, second] = [await fetch(bound.url + path, init), await unbound.fetch(path, init)];
    const third = await supertest(http)[method](path).set(headers).send(body);
    const told = [...first.headers].filter(([name]) => !passing.has(name));
    expect([...second.headers].filter(([name]) => !passing.has(name))).toEqual(told);
    expect(
      Object.entries(third.headers as object)
        .filter(([name]) => !passing.has(name))
        .sort(),
    ).toEqual(told);
    expect([second.headers.get("connection"), second.headers.get("keep-alive")]).toEqual([
      first.headers.get("connection"),
      first.headers.get("keep-alive"),
    ]);
    const text = await first.text();
    expect([first.status, await second.text(), third.text]).toEqual([second.status, text, text]);
  }
  await composed.release();
});
