import { expect, it, onTestFinished } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

async function start() {
  const mock = await startMock({ clock: "frozen", seed: 1 });
  onTestFinished(() => mock.close());
  const submit = (body: object) =>
    fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return { mock, submit };
}

it("finds a rule, counts who broke it, and opens its example in compose", async () => {
  const { mock, submit } = await start();
  const { page, complaints } = await openPage(`${mock.url}/#/rules`);
  await page.getByRole("link", { name: /^video-reference-caps-duration/ }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("above 10 reference");
  await page.getByText(/^1 of \d+$/).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const detail = page.getByRole("region", { name: "Rule video-reference-caps-duration" });
  await detail.getByText("0 broke it, 0 kept it").waitFor();
  expect(new URL(page.url()).hash).toBe("#/rules/video-reference-caps-duration?q=above+10+reference");
  const clip = {
    model: "wan2.7-reference-video",
    prompt: "A duet",
    video_urls: ["https://example.com/a.mp4"],
  };
  await submit({ ...clip, duration: 15 });
  await detail.getByText("1 broke it, 0 kept it").waitFor();
  await detail.getByRole("button", { name: "Open in compose" }).first().click();
  const handed = await page.evaluate<string>('sessionStorage.getItem("wan-mock.compose")');
  expect(JSON.parse(handed)).toMatchObject({ model: "wan2.7-reference-video", duration: 15 });
  expect(complaints).toEqual([]);
});

it("opens a rule by its address, and says when there is none of that name", async () => {
  const { mock } = await start();
  const { page } = await openPage(`${mock.url}/#/rules/callback-url-is-https`);
  await page.getByRole("heading", { name: "callback-url-is-https" }).waitFor();
  await page.goto(`${mock.url}/#/rules/unheard-of`);
  await page.getByText("There is no rule unheard-of").waitFor();
});

it("shows a habit with its finding and the requests that it rests on", async () => {
  const { mock, submit } = await start();
  const { page, complaints } = await openPage(`${mock.url}/#/habits`);
  await page.getByText("No costly habits seen").waitFor();
  await submit({ model: "wan2.7-text-to-video", prompt: "A fox", qualty: "1080p" });
  const habit = page.getByRole("region", { name: "sends-unknown-parameters" });
  await habit.getByText("did you mean quality?").waitFor();
  const { sequence } = mock.journal.requests()[0] ?? { sequence: 0 };
  const evidence = habit.getByRole("link", { name: /^#\d+$/ });
  expect(await evidence.getAttribute("href")).toBe(`#/requests/${sequence}`);
  expect(complaints).toEqual([]);
});
