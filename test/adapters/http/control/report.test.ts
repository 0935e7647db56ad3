import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../../src/index.js";

const submit = (mock: SocketlessMock, body: object, headers: Readonly<Record<string, string>> = {}) =>
  mock.fetch("/v1/videos/generations", {
    method: "POST",
    headers: { authorization: "Bearer secret-key-of-mine", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

type Saved = Readonly<Record<string, { readonly items: readonly object[]; readonly next: unknown }>>;

function savedIn(html: string): Saved {
  const [, text = ""] = /<script type="application\/json" id="report">([^]*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(text) as Saved;
}

describe("GET /_mock/report", () => {
  it("is a file with the answers that the page asks for", async () => {
    const mock = createMock({ clock: "frozen", seed: 7 });
    const { id } = (await (await submit(mock, { model: "wan2.7-text-to-video", prompt: "Rain" })).json()) as {
      id: string;
    };
    await submit(mock, { model: "wan2.7-text-to-video", prompt: "Rain", duration: 99 });
    const answer = await mock.fetch("/_mock/report");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="wan-mock-report.html"');
    const saved = savedIn(await answer.text());
    expect(saved[`/_mock/tasks/${id}`]).toMatchObject({ id, request: { prompt: "Rain" } });
    for (const path of [
      "health",
      "clock",
      "coverage",
      "habits",
      "habits/catalogue",
      "rules",
      "scenarios",
      "accounts?limit=1000",
    ]) {
      expect(Object.keys(saved)).toContain(`/_mock/${path}`);
    }
    const { items = [] } = saved["/_mock/journal?limit=1000"] ?? {};
    const submits = items.filter((entry) => "method" in entry) as unknown as { sequence: number }[];
    expect(submits.map(({ sequence }) => saved[`/_mock/journal/${sequence}`])).toMatchObject([
      { body: { duration: 99 } },
      { body: { prompt: "Rain" } },
    ]);
    expect(saved["report"]).toMatchObject({ title: "Report of a run", seed: 7, leftOut: [] });
    await mock.close();
  });

  it("holds neither keys nor secrets of URLs, and nothing that ends its script", async () => {
    const mock = createMock({ clock: "frozen", controlToken: "the-control-token" });
    await submit(mock, {
      model: "wan2.7-text-to-video",
      prompt: "</script><!--<script>",
      callback_url: "https://hooks.example.com/done?token=callback-secret",
    });
    const html = await mock.report();
    for (const secret of ["secret-key-of-mine", "the-control-token", "callback-secret"])
      expect(html).not.toContain(secret);
    expect(html).toContain("done?token=removed");
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain("<!--");
    await mock.close();
  });

  it("lets its own script and style run, and no others", async () => {
    const mock = createMock();
    const html = await mock.report();
    const script = /<script type="module">([^]*?)<\/script>/.exec(html)?.[1] ?? "";
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(html).toContain(`script-src ${hash(script)}; style-src ${hash(style)}; connect-src 'none'`);
    expect(html).not.toMatch(/<link rel="(?:stylesheet|modulepreload)"|<script[^>]* src=/);
    await mock.close();
  });

  it("says what was left out", async () => {
    const mock = createMock({ clock: "frozen", journalEntries: 5000 });
    for (let i = 0; i < 1010; i++) await submit(mock, { model: "wan2.7-text-to-video", prompt: `Rain ${i}` });
    const saved = savedIn(await mock.report());
    const tasks = saved["/_mock/tasks?view=summary&limit=1000&order=newest"];
    expect([tasks?.items.length, tasks?.next]).toEqual([1000, null]);
    // As the page reads on.
    const first = saved["/_mock/journal?limit=1000"];
    const second = saved[`/_mock/journal?limit=1000&before=${String(first?.next)}`];
    expect([first?.items.length, second?.items.length, second?.next]).toEqual([1000, 1000, null]);
    expect(saved["report"]).toMatchObject({
      leftOut: ["Only the newest 1000 tasks are shown", "Only the newest 2000 journal entries are shown"],
    });
    await mock.close();
  });

  it("has the first 1,000 accounts, and says so where there are more", async () => {
    const mock = createMock({ clock: "frozen" });
    const ask = (key: number) =>
      mock.fetch("/v1/credits", { headers: { authorization: `Bearer key-number-${key}` } });
    for (let key = 0; key < 1001; key++) await ask(key);
    const saved = savedIn(await mock.report());
    expect(saved["/_mock/accounts?limit=1000"]?.items).toHaveLength(1000);
    expect(saved["report"]).toMatchObject({
      leftOut: expect.arrayContaining(["Only the first 1000 accounts are shown"]),
    });
    await mock.close();
  });

  it("keeps the details of tasks where those of accounts have no room", async () => {
    const mock = createMock({ clock: "frozen", seed: 7 });
    for (let i = 0; i < 60; i++)
      await submit(mock, { model: "wan2.7-text-to-video", prompt: "雨".repeat(5000) });
    for (let key = 0; key < 40; key++) {
      const account = mock.account(`key-number-${key}`);
      for (let i = 0; i < 10_000; i++) await account.set({ balance: i });
    }
    expect(savedIn(await mock.report())["report"]).toMatchObject({
      leftOut: [expect.stringMatching(/^There was no room for the details of \d+ accounts$/)],
    });
    await mock.close();
  });

  it("lets others have their turn while it is made", async () => {
    const mock = createMock({ clock: "frozen" });
    for (let i = 0; i < 100; i++) await submit(mock, { model: "wan2.7-text-to-video", prompt: `Rain ${i}` });
    let turns = 0;
    let isMade = false;
    const count = () => {
      turns++;
      if (!isMade) setImmediate(count);
    };
    setImmediate(count);
    await mock.report();
    isMade = true;
    // One for the details of each task at least.
    expect(turns).toBeGreaterThan(100);
    await mock.close();
  });

  it("leaves out details where it would become too large", async () => {
    const mock = createMock({ clock: "frozen" });
    for (let i = 0; i < 700; i++)
      await submit(mock, { model: "wan2.7-text-to-video", prompt: "雨".repeat(5000) });
    const html = await mock.report();
    expect(Buffer.byteLength(html)).toBeLessThan(21_000_000);
    expect(savedIn(html)["report"]).toMatchObject({
      leftOut: expect.arrayContaining([
        expect.stringMatching(/^There was no room for the details of \d+ tasks$/),
      ]),
    });
    await mock.close();
  });

  it("takes no query", async () => {
    const mock = createMock();
    expect((await mock.fetch("/_mock/report?limit=3")).status).toBe(400);
    await mock.close();
  });
});
