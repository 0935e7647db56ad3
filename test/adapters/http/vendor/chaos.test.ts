import { expect, it } from "vitest";
import { composeMock } from "../../../../src/compose/compose-mock.js";
import type { SubmitRequest } from "../../../../src/engine/submit-request.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { describeMatrix, type ServedMock, STILL, type TaskJson } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { temporaryFolder } from "../../../harness/temporary-folder.js";

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const control = (mock: ServedMock, path: string, method = "GET") =>
  mock.send({ method, path: `/_mock/${path}`, headers: { host: "127.0.0.1" } });

/** Names that chance forces on so many submits of a key, in order; `-` where none. */
async function forcedOn(options: MockOptions, submits: number, keys = ["key-a"]): Promise<string[][]> {
  const { parts, release } = await composeMock({ ...STILL, ...options });
  const forced: string[][] = keys.map(() => []);
  for (let count = 0; count < submits; count++) {
    for (const [index, key] of keys.entries()) {
      const request: SubmitRequest = {
        ...bearer(key),
        contentType: "application/json",
        body: JSON.stringify(plainBody),
        linkBase: "http://wan-mock.test",
      };
      forced[index]?.push((await parts.engine.submit(request)).scenario ?? "-");
    }
  }
  await release();
  return forced;
}

const count = (names: readonly string[], wanted: string) => names.filter((name) => name === wanted).length;

it("hits about as many of 4,000 submits as it should, the same ones whenever the seed is the same", async () => {
  const chaos = { "rate-limited": 0.05, "generation-timeout": 0.2, "callback-late": 0.5 };
  const [names = []] = await forcedOn({ chaos }, 4000);
  const near = (share: number) => {
    const spread = 4 * Math.sqrt(4000 * share * (1 - share));
    return [4000 * share - spread, 4000 * share + spread] as const;
  };
  const within = (amount: number, [least, most]: readonly [number, number]) => {
    expect(amount).toBeGreaterThan(least);
    expect(amount).toBeLessThan(most);
  };
  within(count(names, "rate-limited"), near(0.05));
  // Callbacks are drawn for themselves.
  within(count(names, "generation-timeout, callback-late"), near(0.1));
  within(count(names, "generation-timeout"), near(0.1));
  within(count(names, "callback-late"), near(0.375));
  within(count(names, "-"), near(0.375));
  expect(await forcedOn({ chaos }, 4000)).toEqual([names]);
  expect(await forcedOn({ chaos, seed: 8 }, 4000)).not.toEqual([names]);
});

it("hits a key the same whoever else submits, and however the names are ordered", async () => {
  const [alone] = await forcedOn({ chaos: { "http-503": 0.3, reset: 0.2 } }, 200);
  const [one, other] = await forcedOn({ chaos: { reset: 0.2, "http-503": 0.3 } }, 200, ["key-a", "key-b"]);
  expect(one).toEqual(alone);
  expect(other).not.toEqual(alone);
});

it("hits all at 1 and none at 0", async () => {
  const [all] = await forcedOn({ chaos: { "http-503": 1 } }, 300);
  expect(new Set(all)).toEqual(new Set(["http-503"]));
  const [none] = await forcedOn({ chaos: { "http-503": 0 } }, 300);
  expect(new Set(none)).toEqual(new Set(["-"]));
});

describeMatrix("chaos", (serve) => {
  it("answers two mocks with one seed byte for byte alike", async () => {
    const options: MockOptions = {
      ...STILL,
      publicUrl: "http://mock.test",
      chaos: { "rate-limited": 0.2, "service-error": 0.3, "query/http-503": 0.4, "download/http-503": 0.5 },
    };
    const script = async () => {
      const mock = await serve(options);
      const texts: string[] = [];
      for (let submit = 0; submit < 30; submit++) {
        const reply = await mock.submit(plainBody);
        texts.push(reply.text, reply.headers["x-wan-mock-scenario"] ?? "");
        if (reply.status !== 200) continue;
        await mock.clock.advance("3s");
        const { id } = reply.json();
        texts.push((await mock.query(id)).text, (await mock.query(id)).text);
        texts.push(String((await mock.send({ path: `/files/${id}.mp4` })).status));
      }
      return texts;
    };
    const first = await script();
    expect(await script()).toEqual(first);
    for (const name of ["rate-limited", "service-error"]) expect(first).toContain(name);
    expect(first).toEqual(expect.arrayContaining(["200", "503"]));
  });

  it("draws queries by the number of the query, apart from submits", async () => {
    const statuses = async (submits: number) => {
      const mock = await serve({ ...STILL, chaos: { "query/http-503": 0.5 } });
      let id = "";
      for (let submit = 0; submit < submits; submit++) id = (await mock.submit(plainBody)).json().id;
      const line: number[] = [];
      for (let query = 0; query < 40; query++) line.push((await mock.query(id)).status);
      return line;
    };
    const line = await statuses(1);
    expect(new Set(line)).toEqual(new Set([200, 503]));
    expect(await statuses(3)).toEqual(line);
  });

  it("breaks the first download of a task where a number says so", async () => {
    const mock = await serve({ ...STILL, chaos: { "download/http-503:1": 1 } });
    const { id } = (await mock.submit(plainBody)).json();
    await mock.clock.advance("3s");
    const statuses = [];
    for (let download = 0; download < 3; download++)
      statuses.push((await mock.send({ path: `/files/${id}.mp4` })).status);
    expect(statuses).toEqual([503, 200, 200]);
  });

  it("gives way to every other trigger, whose submits are counted all the same", async () => {
    const file = temporaryFolder().write(
      "own.yaml",
      "scenarios: [{ name: own, match: { prompt: owl }, use: http-501 }, { name: by-name, answer: { status: 555 } }]",
    );
    const line = async (body: object, headers: Readonly<Record<string, string>> = {}) => {
      const mock = await serve({ ...STILL, scenarios: [file], chaos: { "by-name": 0.5 } as object });
      const statuses: number[] = [];
      for (let submit = 0; submit < 10; submit++)
        statuses.push((await mock.submit(submit < 5 ? body : plainBody, submit < 5 ? headers : {})).status);
      return statuses;
    };
    const plain = await line(plainBody);
    expect(new Set(plain)).toEqual(new Set([200, 555]));
    const rest = plain.slice(5);
    expect(await line({ ...plainBody, prompt: "an owl" })).toEqual([501, 501, 501, 501, 501, ...rest]);
    expect(await line(plainBody, { "x-wan-mock-scenario": "http-502" })).toEqual([
      502,
      502,
      502,
      502,
      502,
      ...rest,
    ]);
  });

  it("starts again at a reset", async () => {
    const mock = await serve({ ...STILL, chaos: { "http-503": 0.5 } });
    const line = async () => {
      const statuses: number[] = [];
      for (let submit = 0; submit < 20; submit++) statuses.push((await mock.submit(plainBody)).status);
      return statuses;
    };
    const first = await line();
    expect(await line()).not.toEqual(first);
    await control(mock, "reset", "POST");
    expect(await line()).toEqual(first);
  });

  it("is told by health, only when it is set", async () => {
    const health = async (options: MockOptions) =>
      (await control(await serve({ ...STILL, ...options }), "health")).json<TaskJson & { chaos?: object }>()
        .chaos;
    expect(await health({ chaos: { reset: 0.25 } })).toEqual({ reset: 0.25 });
    expect(await health({})).toBeUndefined();
  });

  it("keeps the scenarios that it names when a file that drops one is read", async () => {
    const folder = temporaryFolder();
    const file = folder.write("own.yaml", "scenarios: [{ name: own, use: http-503 }]");
    const mock = await serve({ ...STILL, scenarios: [file], chaos: { own: 1 } as object });
    folder.write("own.yaml", "scenarios: [{ name: other, use: http-502 }]");
    const reply = await control(mock, "scenarios/reload", "POST");
    expect([reply.status, reply.text]).toEqual([
      400,
      expect.stringContaining('chaos: there is no scenario \\"own\\"'),
    ]);
    expect((await mock.submit(plainBody)).status).toBe(503);
  });
});
