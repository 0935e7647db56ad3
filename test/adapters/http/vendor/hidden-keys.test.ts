import { expect, it } from "vitest";
import { describeMatrix } from "../../../harness/describe-matrix.js";
import { bodies } from "../../../harness/sample-bodies.js";

const key = "sk-live-0123456789abcdef";
const escapedKey = "sk%2Dlive%2D0123456789abcdef";
/** Not of the vendor's form: known because the request itself carries it. */
const teamKey = "team/blue 0123+456";
const shortKey = "hush42";

describeMatrix("API keys sent in the wrong place", (start) => {
  /** Everything that the control side shows, and the videos' cards aside, all that anybody reads later. */
  async function shown(mock: Awaited<ReturnType<typeof start>>): Promise<string> {
    const texts: string[] = [];
    const list = await mock.send({ path: "/_mock/journal?limit=100" });
    texts.push(list.text);
    for (const { sequence } of list.json<{ items: { sequence: number }[] }>().items) {
      texts.push((await mock.send({ path: `/_mock/journal/${sequence}` })).text);
    }
    const tasks = await mock.send({ path: "/_mock/tasks" });
    texts.push(tasks.text);
    for (const { id } of tasks.json<{ items: { id: string }[] }>().items) {
      texts.push((await mock.send({ path: `/_mock/tasks/${id}` })).text);
    }
    for (const path of ["/_mock/callbacks", "/_mock/habits", "/_mock/coverage", "/_mock/metrics"]) {
      texts.push((await mock.send({ path })).text);
    }
    return texts.join("\n");
  }

  const carried: Record<string, (as: string) => { path?: string; headers?: object; body?: object }> = {
    "a path": (as) => ({ path: `/v1/tasks/${as}` }),
    "a query string": (as) => ({ path: `/v1/tasks/x?key=${as}` }),
    "an unknown route": (as) => ({ path: `/v2/${as}/videos` }),
    "a file name": (as) => ({ path: `/files/${as}.mp4` }),
    "the model": (as) => ({ body: { ...bodies.text, model: as } }),
    "a parameter's name": (as) => ({ body: { ...bodies.text, [as]: 1 } }),
    "a wrong value": (as) => ({ body: { ...bodies.text, quality: as } }),
    "a value of the wrong type": (as) => ({ body: { ...bodies.text, duration: [as] } }),
    "the prompt": (as) => ({ body: { ...bodies.text, prompt: as } }),
    "a media URL": (as) => ({
      body: { ...bodies.edit, video_urls: [`https://cdn.example.com/a.mp4?t=${as}`] },
    }),
    "a voice binding": (as) => ({
      body: {
        ...bodies.reference,
        model_params: { voice_bindings: { image1: as, [as]: "https://a.example.com/v.mp3" } },
      },
    }),
    "the callback URL": (as) => ({
      body: { ...bodies.text, callback_url: `https://app.example.com/hook?token=${as}` },
    }),
    "the Idempotency-Key": (as) => ({ headers: { "idempotency-key": as }, body: bodies.text }),
    "the scenario header": (as) => ({ headers: { "x-wan-mock-scenario": as }, body: bodies.text }),
    "the content type": (as) => ({ headers: { "content-type": `text/${as}` }, body: bodies.text }),
  };

  for (const [place, request] of Object.entries(carried)) {
    it(`shows none that stood in ${place}`, async () => {
      const mock = await start({ clock: "frozen" });
      for (const [own, as] of [
        [key, key],
        [key, escapedKey],
        ["other", key],
        [teamKey, teamKey],
        [teamKey, encodeURIComponent(teamKey)],
        [shortKey, shortKey],
        [shortKey, "%68ush42"],
      ] as const) {
        const isHeader = place.startsWith("the ") && /Key|header|type/.test(place);
        const isPath = request("x").path !== undefined;
        const text = isPath ? as.replaceAll(" ", "%20") : as;
        if (isHeader && /[ /]/.test(text)) continue;
        const { path = "/v1/videos/generations", headers = {}, body } = request(text);
        await mock.send({
          path,
          headers: { "content-type": "application/json", ...headers, authorization: `Bearer ${own}` },
          ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
        });
      }
      await mock.clock.advance("1h");
      const everything = await shown(mock);
      for (const hidden of ["0123456789abcdef", "0123+456", "0123%2B456", "ush42"]) {
        expect(everything).not.toContain(hidden);
      }
    });
  }

  it("still calls back under the whole URL, and shows it without the key", async () => {
    const mock = await start({
      clock: "frozen",
      callbackMap: { "https://app.example.com": "http://127.0.0.1:9" },
    });
    const callback_url = `https://app.example.com/hook?token=${key}`;
    const { id } = (
      await mock.submit({ ...bodies.text, callback_url }, { authorization: `Bearer ${key}` })
    ).json();
    await mock.clock.advance("3s");
    const { items } = (await mock.send({ path: `/_mock/callbacks?task=${id}` })).json<{
      items: { callback_url: string; target: string }[];
    }>();
    expect(items[0]).toMatchObject({
      callback_url: "https://app.example.com/hook?token=KEY",
      target: "http://127.0.0.1:9/hook?token=KEY",
    });
  });

  it("takes a key of thousands of characters beside thousands of escapes", async () => {
    const mock = await start({ clock: "frozen" });
    const key = "a".repeat(15_000);
    const others = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`x${index}`, "%41~"]));
    const reply = await mock.submit(
      { ...bodies.text, ...others, seed: 7, note: key },
      { authorization: `Bearer ${key}` },
    );
    expect(reply.status).toBe(200);
    expect((await mock.send({ path: "/_mock/tasks" })).text).not.toContain(key);
  });

  it("leaves words alone that only look like a key", async () => {
    const mock = await start({ clock: "frozen" });
    const body = { ...bodies.text, prompt: "A desk-lamp-over-there, task-unified-1, sk-mock-rate-limited" };
    await mock.submit(body, { authorization: "Bearer desk" });
    expect(mock.journal.entries().find(({ kind }) => kind === "request")).toMatchObject({ body });
  });
});
