import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { type MockOptions, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

async function start(options: MockOptions = {}) {
  const mock = await startMock({ clock: "frozen", seed: 1, ...options });
  onTestFinished(() => mock.close());
  const submit = (prompt: string, headers: Record<string, string> = {}) =>
    fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json", ...headers },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt }),
    });
  return { mock, submit };
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

it("moves the clock, and tells the same call for a shell", async () => {
  const { mock, submit } = await start();
  await submit("A fox in the snow");
  const { page, complaints } = await openPage(mock.url);
  const before = mock.clock.now();
  await button(page, "+24 h").click();
  await page.getByText("The clock moved 24 hours ahead").waitFor();
  await page.getByText(`curl -s ${mock.url}/_mock/clock -d '{"advance":"24h"}'`).waitFor();
  expect(mock.clock.now() - before).toBe(86_400_000);
  await page.getByText("completed", { exact: true }).waitFor();

  await button(page, /the mock's virtual time|^\d{4}-/).click();
  await page.getByLabel("Set to (UTC)").fill("2030-02-03T04:05:06");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.getByText("The clock is set to 2030-02-03 04:05:06 UTC").waitFor();
  expect(new Date(mock.clock.now()).toISOString()).toBe("2030-02-03T04:05:06.000Z");
  expect(complaints).toEqual([]);
});

it("resumes and freezes the clock by a key, and goes to the next event", async () => {
  const { mock, submit } = await start();
  await submit("A fox in the snow");
  const { page, complaints } = await openPage(mock.url);
  await button(page, /Next event in/).waitFor();
  await page.keyboard.press("n");
  await page.getByText("The clock moved to the next event").waitFor();
  await page.keyboard.press("f");
  await button(page, "Freeze").waitFor();
  expect(mock.clock.mode).toBe("running");
  await page.keyboard.press("f");
  await button(page, "Resume").waitFor();
  expect(mock.clock.mode).toBe("frozen");
  expect(complaints).toEqual([]);
});

it("queues a scenario that fails the next submit, by keyboard alone", async () => {
  const { mock, submit } = await start();
  const { page, complaints } = await openPage(mock.url);
  await button(page, "Queue scenario").focus();
  await page.keyboard.press("Enter");
  const search = page.getByRole("searchbox", { name: "Search scenarios" });
  await search.and(page.locator(":focus")).waitFor();
  await page.keyboard.type("429 too many");
  const scenario = page.getByRole("radio", { name: /^rate-limited/ });
  await scenario.waitFor();
  // The list that scrolls takes the focus too, in some browsers.
  while (!(await scenario.evaluate((field) => field.matches(":focus")))) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.getByText("rate-limited is queued for the next matching call").waitFor();
  await button(page, /Queue scenario\s*1/)
    .and(page.locator(":focus"))
    .waitFor();
  expect((await submit("A fox in the snow")).status).toBe(429);
  expect((await submit("A fox in the snow")).status).toBe(200);
  await page.getByRole("button", { name: "Queue scenario", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

it("drops the queue, and shows how often a scenario was used", async () => {
  const { mock, submit } = await start();
  await submit("A fox in the snow", { "x-wan-mock-scenario": "rate-limited" });
  const { page, complaints } = await openPage(`${mock.url}/#/scenarios/rate-limited`);
  await page.getByRole("link", { name: "in 1 answer" }).waitFor();
  await page.getByLabel("Calls").fill("3");
  await page.getByLabel("Only of the model").selectOption("wan2.7-video-edit");
  await page
    .getByRole("region", { name: "Scenario rate-limited" })
    .getByRole("button", { name: "Queue" })
    .click();
  const queue = page.getByRole("region", { name: "Queue" });
  await queue.getByText("next 3 calls, of wan2.7-video-edit").waitFor();
  await queue.getByRole("button", { name: "Drop queue" }).click();
  await queue.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

it("resets one scope at once, and everything after a question", async () => {
  const { mock, submit } = await start();
  await submit("A fox in the snow");
  const { page, complaints } = await openPage(mock.url);
  await page.getByText("A fox in the snow").waitFor();
  await button(page, "Reset").click();
  await button(page, /^Tasks/).click();
  await page.getByText("No tasks yet").waitFor();
  expect(mock.journal.requests()).toHaveLength(1);

  await button(page, "Reset").click();
  await button(page, /^Everything/).click();
  await page.getByRole("dialog", { name: "Reset everything?" }).getByText("Coverage stays").waitFor();
  expect(mock.journal.requests()).toHaveLength(1);
  await button(page, "Reset everything").click();
  await page.getByText("Everything is reset").waitFor();
  expect(mock.journal.requests()).toHaveLength(0);
  expect(complaints).toEqual([]);
});

it("keeps the controls in sight on a phone, behind a button", async () => {
  const { mock } = await start();
  const { page, complaints } = await openPage(mock.url, { viewport: { width: 360, height: 740 } });
  const before = mock.clock.now();
  await button(page, "More").click();
  const more = page.getByRole("dialog", { name: "More controls" });
  await more.getByRole("button", { name: "+1 h" }).click();
  await page.getByText("The clock moved 1 hour ahead").waitFor();
  await more.waitFor({ state: "hidden" });
  expect(mock.clock.now() - before).toBe(3_600_000);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  expect(complaints).toEqual([]);
});

it("names the token in the line for a shell where the page was let in by a cookie", async () => {
  const { mock } = await start({ controlToken: "open sesame" });
  const { page } = await openPage(`${mock.url}/?token=open%20sesame`, { extraHTTPHeaders: {} });
  await button(page, "+1 h").click();
  await page
    .getByText(
      `curl -s -H "X-Wan-Mock-Token: $WAN_MOCK_CONTROL_TOKEN" ${mock.url}/_mock/clock -d '{"advance":"1h"}'`,
    )
    .waitFor();
});
