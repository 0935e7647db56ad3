import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { type Mock, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

async function frozenMock(): Promise<Mock> {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  return mock;
}

async function submit(mock: Mock, body: object): Promise<void> {
  await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Asks again until the answer fits; a busy machine takes its time. */
const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 45_000 });

const rows = (page: Page) => page.getByRole("list", { name: "Requests" }).getByRole("link");

const tooLong = {
  model: "wan2.7-reference-video",
  prompt: "Video 1 dances",
  video_urls: ["https://cdn.example.com/a.mp4"],
  duration: 15,
};

it("explains a refused request, and opens its corrected body in compose", async () => {
  const mock = await frozenMock();
  await submit(mock, tooLong);
  const { page, complaints } = await openPage(`${mock.url}/#/requests`);
  await rows(page).getByText("duration must be at most 10").click();
  const detail = page.getByRole("region", { name: "Request 1" });
  await detail.getByRole("link", { name: "video-reference-caps-duration" }).first().waitFor();
  await detail.getByText("Refuse a duration above 10 next to a reference video").waitFor();
  await detail.getByRole("region", { name: "Answer" }).getByText('"invalid_request"').waitFor();
  await detail.getByRole("region", { name: "Corrected body" }).getByText('"duration": 10').waitFor();
  await detail.getByRole("link", { name: "Open corrected in compose" }).click();
  await page.getByRole("textbox", { name: "duration" }).waitFor();
  expect(await page.getByRole("textbox", { name: "duration" }).inputValue()).toBe("10");
  await page.getByText("would be accepted").first().waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("link", { name: "Watch the task" }).click();
  await page.getByRole("heading", { level: 2, name: /^task-unified-/ }).waitFor();
  expect(complaints).toEqual([]);
});

it("searches, says which terms there are, and keeps the search in the address", async () => {
  const mock = await frozenMock();
  await submit(mock, { model: "wan2.7-text-to-video", prompt: "A fox" });
  await submit(mock, tooLong);
  const { page, complaints } = await openPage(`${mock.url}/#/requests`);
  await eventually(() => rows(page).count()).toBe(2);
  await page.keyboard.press("/");
  await page.keyboard.type("rule:caps status:4xx");
  await eventually(() => rows(page).count()).toBe(1);
  await page.reload();
  await eventually(() => rows(page).count()).toBe(1);
  const box = page.getByRole("searchbox");
  expect(await box.inputValue()).toBe("rule:caps status:4xx");
  await box.fill("modle:text");
  await page.getByText("modle: is not a search term. Use model:").waitFor();
  await page.getByRole("button", { name: "Search terms" }).click();
  await page.getByRole("dialog").getByText("status:>=400").waitFor();
  await page.keyboard.press("Escape");
  await box.fill("-status:accepted -status:refused");
  await page.getByText("No request matches the search").waitFor();
  expect(complaints).toEqual([]);
});

it("replays a request under the key that is typed in, and opens the new one", async () => {
  const mock = await frozenMock();
  await submit(mock, { model: "wan2.7-text-to-video", prompt: "A fox", seed: 3 });
  const { page, complaints } = await openPage(`${mock.url}/#/requests`);
  await rows(page).first().click();
  await page.getByRole("textbox", { name: "API key" }).fill("another-key");
  await page.getByRole("button", { name: "Replay" }).click();
  await eventually(() => page.getByRole("link", { name: "its requests" }).count()).toBe(2);
  await page.getByText("#4", { exact: true }).waitFor();
  const tasks = await mock.tasks.list();
  expect(tasks.map(({ request }) => request["seed"])).toEqual([3, 3]);
  expect(new Set(tasks.map(({ key }) => key)).size).toBe(2);
  expect(complaints).toEqual([]);
});

it("keeps requests that entries of tasks push out of the journal at hand", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7, journalEntries: 50_000 });
  onTestFinished(() => mock.close());
  const count = 3200;
  const one = { model: "wan2.7-text-to-video", prompt: "A fox" };
  while ((await mock.tasks.list()).length < count)
    await Promise.all(Array.from({ length: 100 }, () => submit(mock, one)));
  const { page, complaints } = await openPage(`${mock.url}/#/requests`);
  const list = page.getByRole("main");
  await list.getByText(String(count), { exact: true }).waitFor();
  await mock.clock.advance("1h");
  const entries = (await (await fetch(`${mock.url}/_mock/health`)).json()) as { journal: { kept: number } };
  expect(entries.journal.kept).toBeGreaterThan(10_000);
  await submit(mock, tooLong);
  await list.getByText(String(count + 1), { exact: true }).waitFor();
  await page.reload();
  await list.getByText(String(count + 1), { exact: true }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("status:refused");
  await list.getByText(`1 of ${count + 1}`).waitFor();
  expect(complaints).toEqual([]);
});

it("shows what clients send as text", async () => {
  const mock = await frozenMock();
  const html = "<img src=x onerror=\"document.title='owned'\">";
  await submit(mock, { model: "wan2.7-text-to-video", prompt: html, [html]: html, quality: html });
  const { page, complaints } = await openPage(`${mock.url}/#/requests/1`);
  await page.getByRole("region", { name: "Request body" }).getByText('"prompt": "<img src=x').waitFor();
  await page.getByRole("link", { name: "Open in compose" }).click();
  await eventually(() => page.getByRole("textbox", { name: "prompt", exact: true }).inputValue()).toBe(html);
  await page.getByText("Not parameters of this model").waitFor();
  await page.getByText(`got "<img src=x`).first().waitFor();
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.title()).toBe("Compose · wan-mock");
  expect(complaints).toEqual([]);
});

it("marks the requests of a proxy that a service answered", async () => {
  const service = await frozenMock();
  const proxy = await startMock({ upstream: service.url });
  onTestFinished(() => proxy.close());
  await submit(proxy, tooLong);
  await submit(proxy, { model: "wan2.7-text-to-video", prompt: "A fox" });
  const { page, complaints } = await openPage(`${proxy.url}/#/requests`);
  await eventually(() => rows(page).count()).toBe(2);
  expect(
    await rows(page)
      .filter({ has: page.getByText("live", { exact: true }) })
      .count(),
  ).toBe(1);
  expect(complaints).toEqual([]);
});
