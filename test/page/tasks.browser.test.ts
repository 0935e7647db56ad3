import { afterEach, expect, it } from "vitest";
import { type Mock, type MockOptions, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";
import { startReceiver, status } from "../harness/receiver.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serve(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ clock: "frozen", seed: 7, ...options });
  open.push(mock);
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

it("shows a task as it is submitted, and plays its result", async () => {
  const mock = await serve();
  const { page, complaints } = await openPage(mock.url);
  await page.getByText("No tasks yet").waitFor();
  await submit(mock, { prompt: "<img src=x onerror=alert(1)>", qualty: "720p" });
  await page.getByText("<img src=x onerror=alert(1)>").click();
  const request = page.getByRole("region", { name: "Request" });
  await request.getByText("qualty is not a parameter").waitFor();
  await request.getByRole("link", { name: "no-unknown-parameter" }).waitFor();
  await page.getByRole("row", { name: "duration not sent 5 default" }).waitFor();

  await mock.clock.advance("3s");
  await page.locator("video").waitFor();
  const plays = `new Promise((done) => {
    const video = document.querySelector("video");
    video.muted = true;
    video.ontimeupdate = () => video.currentTime > 0 && done(true);
    void video.play();
  })`;
  expect(await page.evaluate(plays)).toBe(true);
  await page.getByText("The link works for 1 d more").waitFor();
  await mock.clock.advance("24h");
  await page.getByText("403 link_expired").waitFor();
  const journal = await (await fetch(`${mock.url}/_mock/journal?kind=request`)).text();
  expect(journal).not.toContain('"download"');
  expect(complaints).toEqual([]);
});

it("fails a task with a documented code", async () => {
  const mock = await serve({ pace: "manual" });
  const { page, complaints } = await openPage(`${mock.url}/#/tasks/${await submit(mock)}`);
  await page.getByRole("button", { name: "Progress…" }).click();
  await page.getByRole("slider").fill("80");
  await page.getByRole("button", { name: "Set progress" }).click();
  await page.getByRole("region", { name: "Task" }).getByText("80 %").first().waitFor();

  await page.getByRole("button", { name: "Fail…" }).click();
  await page.getByRole("combobox", { name: "Code" }).selectOption("generation_timeout");
  await page.getByRole("textbox", { name: "Message" }).fill("Took too long");
  await page.getByRole("button", { name: "Fail the task" }).click();
  await page.getByText("generation_timeout Took too long").waitFor();
  await page.getByText(`'{"code":"generation_timeout","message":"Took too long"}'`).waitFor();
  expect(await page.getByRole("button", { name: "Complete" }).count()).toBe(0);

  await page.getByRole("searchbox").fill("code:timeout status:failed");
  await page.getByRole("list", { name: "Tasks" }).getByText("A fox in the snow").waitFor();
  await page.getByRole("searchbox").fill("-status:failed");
  await page.getByText("No task matches the search").waitFor();
  expect(complaints).toEqual([]);
});

it("shows the spacing of retries on the timeline, and zooms", async () => {
  const hooks = await startReceiver(status(500));
  open.push(hooks);
  const mock = await serve({ forwardTo: hooks.url });
  const id = await submit(mock, { callback_url: "https://app.example.com/hooks" });
  await mock.clock.advance("20s");
  const { page, complaints } = await openPage(`${mock.url}/#/tasks/${id}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  const attempts = timeline.getByRole("link", { name: /attempt \d of 4: answered 500/ });
  /** Pixels between the attempts. */
  const gaps = async () => {
    await attempts.nth(3).waitFor();
    const boxes = await Promise.all([0, 1, 2, 3].map((at) => attempts.nth(at).boundingBox()));
    const places = boxes.map((box) => box?.x ?? Number.NaN);
    return places.slice(1).map((place, at) => place - (places[at] ?? Number.NaN));
  };
  const [first = 0, second = 0, third = 0] = await gaps();
  expect([second / first, third / first].map(Math.round)).toEqual([2, 4]);

  await page.keyboard.press("+");
  await timeline.getByText("+5 s").waitFor();
  await timeline.getByRole("button", { name: "All" }).click();
  await timeline.getByText("link expired", { exact: true }).waitFor();
  await timeline.getByRole("button", { name: "4 attempts: zoom in to see each" }).click();
  const [wider = 0] = await gaps();
  expect(wider).toBeGreaterThan(first);

  await timeline.getByRole("group", { name: /Picture/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tooltip").getByText("Callback 1, attempt 1 of 4").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Callback 1" }).waitFor();
  expect(complaints).toEqual([]);
});

it("draws the rows in sight of a long list, and scrolls to the one that a key reaches", async () => {
  const mock = await serve();
  await Promise.all(Array.from({ length: 300 }, (_, at) => submit(mock, { prompt: `Take ${at}` })));
  const { page, complaints } = await openPage(`${mock.url}/#/tasks`);
  const rows = page.getByRole("list", { name: "Tasks" }).getByRole("listitem");
  await page.getByRole("main").getByText("300", { exact: true }).waitFor();
  await rows.first().waitFor();
  expect(await rows.count()).toBeLessThan(60);
  for (let at = 0; at < 40; at++) await page.keyboard.press("j");
  await page.locator("[data-row='39']:focus").waitFor();
  await page.evaluate("document.querySelector('.rows').scrollTo(0, 1e6)");
  await page.locator("[data-row='299']").waitFor();
  expect(await rows.last().getAttribute("aria-posinset")).toBe("300");
  await page.getByRole("searchbox").fill('"take 7"');
  await page.locator("[data-row='0']").waitFor();
  expect(complaints).toEqual([]);
});

it("shows ages whole beside each other column", async () => {
  const hooks = await startReceiver(status(200));
  open.push(hooks);
  const mock = await serve({ forwardTo: hooks.url });
  await submit(mock, { callback_url: "https://app.example.com/hooks" });
  await mock.clock.advance("3s");
  await mock.clock.advance("59m");
  await mock.clock.advance("52s");
  const { page } = await openPage(mock.url);
  for (const view of ["tasks", "callbacks"]) {
    await page.goto(`${mock.url}/#/${view}`);
    const age = page.getByRole("main").getByText(/^59 min 5. s ago$/);
    await age.waitFor();
    const cut = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector("a.row time"))`;
    expect([view, await page.evaluate(cut)]).toEqual([view, 0]);
  }
});

it("keeps the label of now whole and clear of the scale", async () => {
  const mock = await serve();
  const id = await submit(mock);
  const { page } = await openPage(`${mock.url}/#/tasks/${id}`);
  const picture = page.locator(".timeline-picture");
  for (let second = 0; second < 4; second += 1) {
    await picture.locator(".now rect").waitFor();
    const overlaps = await page.evaluate(`(() => {
      const picture = document.querySelector(".timeline-picture");
      const now = picture.querySelector(".now rect").getBoundingClientRect();
      const isWhole = now.right <= picture.getBoundingClientRect().right;
      return [isWhole, [...picture.querySelectorAll(".tick text")]
        .map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([, box]) => box.right > now.left + 1 && box.left < now.right - 1)
        .map(([text]) => text)];
    })()`);
    expect([second, overlaps]).toEqual([second, [true, []]]);
    await mock.clock.advance("1s");
    await page
      .getByText(`, ${second + 1} s ago`)
      .first()
      .waitFor();
  }
});
