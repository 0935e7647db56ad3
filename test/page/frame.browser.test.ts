import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Mock, type MockOptions, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

async function serve(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ clock: "frozen", seed: 7, ...options });
  onTestFinished(() => mock.close());
  return mock;
}

function submit(mock: Mock, body: object = {}): Promise<Response> {
  return fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A fox in the snow", ...body }),
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds on a page as it is, but for trifles. */
async function barriers(page: Page): Promise<unknown[]> {
  // The policy of the page runs no scripts of others: this one comes from the test alone.
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => [html, failureSummary]) })))`);
}

/** Pixels that the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - innerWidth");
}

const addresses = [
  "tasks",
  "requests",
  "callbacks",
  "credits",
  "habits",
  "coverage",
  "rules",
  "scenarios",
  "compose",
  "docs",
  "docs/errors",
  "docs/models/wan2.7-image-to-video",
];

describe("every view", () => {
  it.each(["light", "dark"] as const)(
    "has no serious barrier, wide and narrow, in the %s scheme",
    async (colorScheme) => {
      const mock = await serve();
      await submit(mock);
      await submit(mock, { duration: "5" });
      await mock.clock.advance("2m");
      const { page, complaints } = await openPage(mock.url, { colorScheme });
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        for (const view of addresses) {
          await page.goto(`${mock.url}/#/${view}`);
          await page.getByRole("main").getByRole("heading").first().waitFor();
          expect([view, width, await barriers(page)]).toEqual([view, width, []]);
          expect([view, width, await overflow(page)]).toEqual([view, width, 0]);
        }
      }
      expect(complaints).toEqual([]);
    },
    180_000,
  );
});

describe("the connection", () => {
  it("comes back by itself after a restart, says so, and shows what the new mock knows", async () => {
    const first = await serve();
    await submit(first);
    const { page } = await openPage(first.url);
    await page.getByText("A fox in the snow").waitFor();
    await first.close();
    await page.getByText("The mock does not answer").waitFor();
    const second = await serve({ port: Number(new URL(first.url).port), seed: 8 });
    await page.getByText("the mock was restarted").waitFor();
    await page.getByText("No tasks yet").waitFor();
    await submit(second, { prompt: "An otter" });
    await page.getByText("An otter").waitFor();
    expect(await page.getByText("A fox in the snow").count()).toBe(0);
  });

  it("asks for the token once, and keeps a cookie that scripts cannot read", async () => {
    const mock = await serve({ controlToken: "open sesame" });
    await submit(mock);
    const { page } = await openPage(mock.url);
    await page.getByLabel("Token").fill("open");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("This is not the token").waitFor();
    await page.getByLabel("Token").fill("open sesame");
    await page.keyboard.press("Enter");
    await page.getByText("A fox in the snow").waitFor();
    await page.reload();
    await page.getByText("A fox in the snow").waitFor();
    expect(await page.evaluate("document.cookie")).toBe("");
    const [cookie, ...others] = await page.context().cookies();
    expect([cookie?.httpOnly, cookie?.sameSite, others]).toEqual([true, "Strict", []]);
  });

  it("takes the token from the address once, and shows it no longer", async () => {
    const mock = await serve({ controlToken: "open sesame" });
    await submit(mock);
    const { page } = await openPage(`${mock.url}/?token=open+sesame#/tasks`);
    await page.getByText("A fox in the snow").waitFor();
    expect(page.url()).not.toContain("sesame");
  });

  it("says that the token in the address is wrong, removes it, and has the field ready", async () => {
    const mock = await serve({ controlToken: "open sesame" });
    await submit(mock);
    const { page } = await openPage(`${mock.url}/?token=open+barley#/tasks`);
    await page.getByText("The token in the address is wrong").waitFor();
    expect(page.url()).toBe(`${mock.url}/#/tasks`);
    await page.getByLabel("Token").and(page.locator(":focus")).waitFor();
    await page.keyboard.type("open sesame");
    await page.keyboard.press("Enter");
    await page.getByText("A fox in the snow").waitFor();
  });
});

describe("the address and the keyboard", () => {
  it("opens, walks through and closes tasks by keys, and the back button leads back", async () => {
    const mock = await serve();
    for (const prompt of ["First", "Second", "Third"]) await submit(mock, { prompt });
    const { page, complaints } = await openPage(mock.url);
    const heading = page.getByRole("heading", { level: 2 });
    await page.getByText("Third").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await heading.waitFor();
    const opened = () => page.locator("a.row[aria-current=true]").innerText();
    expect(await opened()).toContain("Second");
    await page.keyboard.press("j");
    await page.locator("a.row[aria-current=true]", { hasText: "First" }).waitFor();
    await page.goBack();
    await page.locator("a.row[aria-current=true]", { hasText: "Second" }).waitFor();
    await page.keyboard.press("Escape");
    await heading.waitFor({ state: "detached" });
    await page.keyboard.press("/");
    await page.keyboard.type("third");
    await page.getByText("Second").waitFor({ state: "detached" });
    expect(page.url()).toContain("q=third");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  it("goes from view to view by keys, from the last to the first", async () => {
    const mock = await serve();
    const { page, complaints } = await openPage(mock.url);
    await page.getByText("No tasks yet").waitFor();
    for (const [key, view] of [
      ["l", "Requests"],
      ["h", "Tasks"],
      ["h", "API reference"],
      ["h", "Compose"],
      ["l", "API reference"],
      ["l", "Tasks"],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole("link", { name: view, exact: true }).and(page.locator("[aria-current]")).waitFor();
    }
    expect(complaints).toEqual([]);
  });

  it("opens what an address names", async () => {
    const mock = await serve();
    const { id } = (await (await submit(mock)).json()) as { id: string };
    const { page } = await openPage(`${mock.url}/#/tasks/${id}`);
    await page.getByRole("heading", { name: id }).waitFor();
    await page.goto(`${mock.url}/#/tasks/task-unified-1-none`);
    await page.getByText("there is no task").first().waitFor();
  });
});
