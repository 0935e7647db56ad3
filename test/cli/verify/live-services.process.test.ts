import { expect, it } from "vitest";
import { type VerifyFlags, verifyService } from "../../../src/cli/commands/verify/run-verify.js";
import { createMock } from "../../../src/compose/create-mock.js";
import { verifyCases } from "../../../src/verify/verify-cases.js";
import { STILL } from "../../harness/describe-matrix.js";
import { namesOf, type Sent, sentOf, toldOf } from "../../harness/verified-mock.js";

const LIVE = { timeout: "60s", yesLive: true, key: "sk-live-secret" };

/** Verifies what looks like a service far away, and keeps every call that it gets. */
async function verifyFar(
  base: string,
  flags: Partial<VerifyFlags>,
  answer: (sent: Sent, url: string) => Promise<Response>,
) {
  const calls: (Sent & { url: string; redirect: RequestInit["redirect"] })[] = [];
  const told: string[] = [];
  let underWay = 0;
  let atOnce = 0;
  let elapsed = 0;
  const run = verifyService(
    base,
    { timeout: "60s", ...flags },
    {
      fetch: async (input, init) => {
        const sent = sentOf(input, init);
        const url = input instanceof Request ? input.url : String(input);
        calls.push({ ...sent, url, redirect: init?.redirect });
        atOnce = Math.max(atOnce, ++underWay);
        try {
          return await answer(sent, url);
        } finally {
          underWay--;
        }
      },
      wait: async () => undefined,
      now: () => (elapsed += 1000),
      requestTime: 10_000,
      tell: (sentence) => told.push(sentence),
    },
  );
  return { run: await run.catch((error: unknown) => error as Error), calls, told, atOnce: () => atOnce };
}

/** A conforming service: the mock under another name. */
function conforming() {
  const mock = createMock(STILL);
  return ({ method, path, headers, body }: Sent) =>
    mock.fetch(path.replace(/^\/wan\//, "/"), { method, headers, ...(body === undefined ? {} : { body }) });
}

const far = [
  "https://api.evolink.ai",
  "https://mock.example.com/wan",
  "http://10.0.0.5:2727",
  "http://mock:2727",
];

it.each(far)("sends nothing to %s without --yes-live and a key", async (base) => {
  const sentence = new RegExp(`^${base} is not on this machine and may charge: .* give --yes-live and --key`);
  for (const flags of [{}, { key: "sk-live" }, { yesLive: true }]) {
    const { run, calls } = await verifyFar(base, flags, conforming());
    expect(run).toMatchObject({ code: "INVALID_OPTION", message: expect.stringMatching(sentence) as string });
    expect(calls).toEqual([]);
  }
});

it.each(far)(
  "sends %s only what a conforming service refuses before it charges, one by one",
  async (base) => {
    const { run, calls, told, atOnce } = await verifyFar(base, LIVE, conforming());
    if (run instanceof Error) throw run;
    const all = verifyCases();
    const free = all.filter(({ charges }) => !charges);
    // One call more: the greeting.
    expect(calls.length).toBe(free.length + 1);
    const known = ["/v1/", "/v9/", "/api/v1/files/"];
    expect(calls.filter(({ url }) => !known.some((path) => url.startsWith(`${base}${path}`)))).toEqual([]);
    const bodies = new Set(
      free.flatMap((tested) => (tested.kind === "exchange" ? [tested.request.body] : [])),
    );
    expect(calls.filter(({ body }) => !bodies.has(body))).toEqual([]);
    expect(namesOf(run, "agree")).toEqual(free.map(({ name }) => name));
    expect(namesOf(run, "skip")).toEqual(all.filter(({ charges }) => charges).map(({ name }) => name));
    expect(toldOf(run, "wan2.7-text-to-video/nothing but what it needs")[1]).toBe(
      "a conforming service may accept it and charge for it",
    );
    expect([atOnce(), told.length, run.isLive]).toEqual([1, 1, true]);
    expect(told[0]).toContain(`of ${all.length} cases only the ${free.length} are sent`);
  },
);

it("creates no task with what it sends far away", async () => {
  const mock = createMock(STILL);
  const { run } = await verifyFar("https://api.evolink.ai", LIVE, ({ method, path, headers, body }) =>
    mock.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) }),
  );
  expect(run).not.toBeInstanceOf(Error);
  expect(mock.journal.requests().filter(({ status, method }) => method === "POST" && status < 400)).toEqual(
    [],
  );
});

it("stops at the first body that is accepted against all documents", async () => {
  const answer = conforming();
  const surprise = "wan2.7-text-to-video/duration above its maximum";
  const { run, calls } = await verifyFar("https://api.evolink.ai", LIVE, async (sent) =>
    sent.body?.includes('"duration":16') === true
      ? new Response('{"id":"task-unified-1-aaaaaaaa"}', { status: 200 })
      : answer(sent),
  );
  if (run instanceof Error) throw run;
  expect(namesOf(run, "disagree")).toEqual([surprise]);
  expect(calls.at(-1)?.body).toContain('"duration":16');
  const free = verifyCases().filter(({ charges }) => !charges);
  const later = free.slice(free.findIndex(({ name }) => name === surprise) + 1);
  expect(later.length).toBeGreaterThan(100);
  for (const { name } of later) {
    expect(toldOf(run, name)[1]).toBe(
      `the service accepted "${surprise}" with 200 and may have charged for it: nothing more was sent`,
    );
  }
});

it("stops when a submit far away is not answered, for it may have been accepted", async () => {
  const answer = conforming();
  const { run, calls } = await verifyFar("https://api.evolink.ai", LIVE, async (sent) => {
    if (sent.path === "/v1/videos/generations") throw new TypeError("fetch failed");
    return answer(sent);
  });
  if (run instanceof Error) throw run;
  expect(calls.length).toBe(2);
  expect(namesOf(run, "disagree")).toEqual(["http/submit without a key"]);
  expect(toldOf(run, "http/query without a key")[1]).toBe(
    '"http/submit without a key" was not answered, and may have been accepted: nothing more was sent',
  );
});

it("follows no redirect, and sends no key where one leads", async () => {
  const redirect = async () =>
    new Response(null, { status: 307, headers: { location: "https://api.evolink.ai/v1/x" } });
  const whole = await verifyFar("http://127.0.0.1:2727", {}, redirect);
  expect(whole.run).toMatchObject({
    code: "SERVER_UNREACHABLE",
    message:
      "http://127.0.0.1:2727 cannot be verified: it answers 307 to https://api.evolink.ai/v1/x, and redirects are not followed",
  });
  expect(whole.calls.length).toBe(1);
  const answer = conforming();
  const { run, calls } = await verifyFar(
    "http://127.0.0.1:2727",
    { only: ["http/submit", "wan2.7-text-to-video/quality"] },
    async (sent) => (sent.method === "POST" ? redirect() : answer(sent)),
  );
  if (run instanceof Error) throw run;
  expect(
    calls.every(({ url, redirect: mode }) => url.startsWith("http://127.0.0.1:2727/") && mode === "manual"),
  ).toBe(true);
  expect(namesOf(run, "agree")).toEqual([]);
  expect(toldOf(run, "wan2.7-text-to-video/quality is 720p")[1]).toBe(
    "307 to https://api.evolink.ai/v1/x, and redirects are not followed",
  );
});

it.each([
  ["http://127.0.0.1:2727", "http://127.0.0.1:2727/v1/credits"],
  ["http://127.0.0.1:2727/", "http://127.0.0.1:2727/v1/credits"],
  ["http://127.1.2.3:80/wan//", "http://127.1.2.3/wan/v1/credits"],
  ["http://2130706433:2727", "http://127.0.0.1:2727/v1/credits"],
  ["http://[::1]:2727", "http://[::1]:2727/v1/credits"],
  ["http://[::ffff:127.0.0.1]:2727", "http://[::ffff:7f00:1]:2727/v1/credits"],
  ["http://LOCALHOST:2727", "http://localhost:2727/v1/credits"],
  ["https://localhost:2727", "https://localhost:2727/v1/credits"],
])("takes %s for this machine", async (base, url) => {
  const { run, calls } = await verifyFar(base, { only: ["http/credits of the key"] }, conforming());
  expect(run).toMatchObject({ isLive: false });
  expect(calls.map((call) => call.url)).toEqual([url, url]);
});

it.each([
  ["https://localhost.example.com", /is not on this machine/],
  ["https://127.0.0.1.example.com", /is not on this machine/],
  ["http://[::ffff:10.0.0.1]:2727", /is not on this machine/],
  ["http://169.254.169.254", /is not on this machine/],
  ["http://api.evolink.ai", /must be reached over https/],
  ["http://API.evolink.ai./", /must be reached over https/],
  ["http://me:secret@127.0.0.1:2727", /holds a user name or password/],
  ["http://127.0.0.1:2727?key=1", /leave out what follows \?/],
  ["http://127.0.0.1:2727/#top", /leave out what follows #/],
  ["http://127.0.0.1:2727/v1/", /leave out \/v1/],
  ["http://127.0.0.1:2727/v1/videos/generations", /leave out \/v1\/videos\/generations,/],
  ["127.0.0.1:2727", /must be an address such as/],
  ["ftp://127.0.0.1", /must be an address such as/],
  ["", /must be an address such as/],
])("refuses the address %s", async (base, sentence) => {
  const { run, calls } = await verifyFar(base, {}, conforming());
  expect(run).toMatchObject({ code: "INVALID_OPTION", message: expect.stringMatching(sentence) as string });
  expect((run as Error).message).not.toContain("secret");
  expect(calls).toEqual([]);
});

it.each([
  [{ key: "sk two" }, "--key must be letters, digits and signs of ASCII without a space"],
  [{ key: "" }, "--key must be letters, digits and signs of ASCII without a space"],
  [{ key: "sk", otherKey: "sk" }, "--other-key is --key: it must be the key of another account"],
  [{ timeout: "soon" }, '--timeout is "soon": write it as 90s or 5m'],
  [{ only: [""] }, "--only is empty: give a part of a name, or leave it out for all cases"],
  [
    { only: ["no such name"] },
    '--only is "no such name", and no case has such a name: "wan-mock verify --list" shows them',
  ],
])("refuses the flags %j", async (flags, sentence) => {
  const { run, calls } = await verifyFar("http://127.0.0.1:2727", flags, conforming());
  expect(run).toMatchObject({ code: "INVALID_OPTION", message: sentence });
  expect(calls).toEqual([]);
});
