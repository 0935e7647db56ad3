import type { Page, Route } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { type Mock, type MockOptions, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";
import { startReceiver, status } from "../harness/receiver.js";

async function serve(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ clock: "frozen", seed: 7, pace: "manual", ...options });
  onTestFinished(() => mock.close());
  return mock;
}

async function submit(mock: Mock, more: object = {}): Promise<string> {
  const answer = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A fox in the snow", ...more }),
  });
  const { id } = (await answer.json()) as { id: string };
  return id;
}

/** A promise, and what resolves it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Keeps the answer to the next question for a path back: it is made at once, and arrives when it is let go. */
async function holdNext(page: Page, path: string) {
  const made = gate();
  const free = gate();
  const isIt = (url: URL) => `${url.pathname}${url.search}`.startsWith(path);
  let isHeld = false;
  const hold = async (route: Route) => {
    if (isHeld) {
      await route.continue();
      return;
    }
    isHeld = true;
    const response = await route.fetch();
    const body = await response.body();
    made.open();
    await free.opened;
    await route.fulfill({ response, body });
  };
  await page.route(isIt, hold);
  return {
    made: made.opened,
    letGo: async () => {
      const arrived = page.waitForResponse((response) => isIt(new URL(response.url())));
      free.open();
      await (await arrived).finished();
    },
  };
}

const NEWEST = "/_mock/tasks?view=summary&limit=1000&order=newest";

it("shows a task as ended that ends while the tasks are read", async () => {
  const mock = await serve();
  const id = await submit(mock);
  const { page } = await openPage("about:blank");
  const tasks = await holdNext(page, NEWEST);
  await page.goto(`${mock.url}/#/tasks/${id}`);
  await tasks.made;
  await page.locator(".detail-head .badge-pending").waitFor();
  await mock.tasks.complete(id);
  await page.locator(".detail-head .badge-completed").waitFor();
  await tasks.letGo();
  await page.locator("a.row .badge-completed").waitFor();
});

it("has a task that is submitted while the tasks are read", async () => {
  const mock = await serve();
  await submit(mock);
  const { page } = await openPage("about:blank");
  const tasks = await holdNext(page, NEWEST);
  const journal = await holdNext(page, "/_mock/journal?limit=1000");
  await page.goto(mock.url);
  await Promise.all([tasks.made, journal.made]);
  const queue = page.waitForRequest(`${mock.url}/_mock/scenarios/next`);
  await submit(mock, { prompt: "An otter" });
  // The page heard of it.
  await queue;
  await tasks.letGo();
  await page.getByText("A fox in the snow").waitFor();
  await page.getByText("An otter").waitFor();
});

it("does not take a task for live that ends while live ones are looked at", async () => {
  const mock = await serve();
  const id = await submit(mock);
  const { page } = await openPage(`${mock.url}/#/tasks/${id}`);
  await page.locator("a.row .badge-pending").waitFor();
  const look = await holdNext(page, `${NEWEST}&status=pending`);
  await mock.clock.advance("1s");
  await look.made;
  await mock.tasks.complete(id);
  await page.locator("a.row .badge-completed").waitFor();
  await look.letGo();
  await submit(mock, { prompt: "An otter" });
  await page.getByText("An otter").waitFor();
  expect(await page.locator("a.row", { hasText: "A fox" }).innerText()).toContain("completed");
});

it("shows no request from before a reset that comes while the journal is read", async () => {
  const mock = await serve();
  await submit(mock);
  const { page } = await openPage("about:blank");
  const journal = await holdNext(page, "/_mock/journal?limit=1000");
  await page.goto(`${mock.url}/#/requests`);
  await journal.made;
  await page.locator(".dot-live").waitFor();
  const queue = page.waitForRequest(`${mock.url}/_mock/scenarios/next`);
  await mock.reset("journal");
  await queue;
  await journal.letGo();
  await page.getByText("No requests yet").waitFor();
  await submit(mock, { prompt: "" });
  await page.getByRole("link", { name: /POST/ }).waitFor();
  expect(await page.getByRole("link", { name: /POST/ }).count()).toBe(1);
});

it("counts an attempt that is made while the deliveries are read", async () => {
  const receiver = await startReceiver(status(500));
  onTestFinished(() => receiver.close());
  const mock = await serve({ allowLocalCallbacks: true });
  const callback = { callback_url: `${receiver.url}/done` };
  const [first, second] = [await submit(mock, callback), await submit(mock, callback)];
  await mock.tasks.complete(first);
  const { page } = await openPage(`${mock.url}/#/callbacks/2`);
  await page.locator("a.row", { hasText: "1 attempt" }).waitFor();
  const deliveries = await holdNext(page, "/_mock/callbacks?limit=");
  await mock.tasks.complete(second);
  await deliveries.made;
  await page.getByText("Attempt 1").waitFor();
  await mock.clock.advance("1m");
  await page.getByText("Attempt 4").waitFor();
  await deliveries.letGo();
  await page.locator("a.row", { hasText: "4 attempts" }).nth(1).waitFor();
});

it("shows nothing of a mock that was restarted", async () => {
  const first = await serve();
  await submit(first);
  const journal = await fetch(`${first.url}/_mock/journal?kind=request`);
  const { items } = (await journal.json()) as { items: { sequence: number }[] };
  const number = String(items[0]?.sequence);
  const { page } = await openPage(`${first.url}/#/requests/${number}`);
  await page.getByRole("heading", { name: "POST /v1/videos/generations" }).waitFor();
  await first.close();
  await page.getByText("The mock does not answer").waitFor();
  await serve({ port: Number(new URL(first.url).port), seed: 8 });
  await page.getByText("the mock was restarted").waitFor();
  await page.getByText(`Request ${number} is not kept`).waitFor();
});

it("leaves connections to other tabs while it is out of sight, and catches up when it is back", async () => {
  const mock = await serve();
  await submit(mock);
  const { page: first } = await openPage(mock.url);
  const context = first.context();
  const turn = (tab: Page, isHidden: boolean) =>
    tab.evaluate(`Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));`);
  let tab = first;
  // A browser opens six connections to a host.
  for (let opened = 1; opened <= 7; opened++) {
    await tab.locator(".dot-live").waitFor();
    await tab.getByText("A fox in the snow").waitFor();
    await turn(tab, true);
    tab = await context.newPage();
    await tab.goto(mock.url);
  }
  await tab.getByText("A fox in the snow").waitFor();
  await submit(mock, { prompt: "An otter" });
  await tab.getByText("An otter").waitFor();
  expect(await first.getByText("An otter").count()).toBe(0);
  await turn(first, false);
  await first.getByText("An otter").waitFor();
  expect(await first.getByText("Connected again").count()).toBe(0);
});

it("tells of an answer that is not of the mock", async () => {
  const mock = await serve();
  const { page } = await openPage(mock.url);
  await page.getByRole("button", { name: "Resume" }).waitFor();
  const html = { status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" };
  await page.route("**/_mock/clock", (route) =>
    route.request().method() === "POST" ? route.fulfill(html) : route.continue(),
  );
  await page.keyboard.press("f");
  await page.getByText("HTTP 502, and not from the mock").waitFor();
});
