import { expect, it } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

it("opens at a parameter of a model, with the rules that bind it", async () => {
  const mock = await startMock({ clock: "frozen" });
  try {
    const { page, complaints } = await openPage(
      `${mock.url}/_mock/docs#/docs/models/wan2.7-video-edit/duration`,
    );
    const parameter = page.getByRole("region", { name: "duration", exact: true });
    await parameter.getByText("0 to 10", { exact: true }).waitFor();
    const rule = parameter.getByRole("link", { name: "edit-duration-is-zero-or-two-to-ten" });
    expect(await rule.getAttribute("href")).toBe("#/rules/edit-duration-is-zero-or-two-to-ten");
    const box = await parameter.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(800);
    expect(complaints).toEqual([]);
  } finally {
    await mock.close();
  }
});

it("runs an example against this mock, and asks for its task", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  try {
    const { page, complaints } = await openPage(`${mock.url}/_mock/docs`);
    await page.getByRole("link", { name: "POST Submit a task" }).click();
    await page.getByRole("combobox", { name: "Example" }).selectOption({ index: 2 });
    await page.getByRole("button", { name: "Run" }).click();
    const answer = page.getByRole("region", { name: "Answer", exact: true });
    await answer.getByText("200", { exact: true }).waitFor();
    const [task] = await mock.tasks.list();
    expect(task?.request).toMatchObject({ audio_urls: [expect.any(String)] });
    await page.getByRole("link", { name: "GET Query a task" }).click();
    await page.getByRole("button", { name: "Run" }).click();
    await answer.getByText(JSON.stringify(task?.id)).waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await mock.close();
  }
});

it("finds parameters and error codes by its search", async () => {
  const mock = await startMock({ clock: "frozen" });
  try {
    const { page, complaints } = await openPage(`${mock.url}/_mock/docs`, {
      viewport: { width: 360, height: 780 },
    });
    await page.getByRole("searchbox").fill("rate_limit");
    await page.getByRole("link", { name: "429 rate_limit_exceeded" }).click();
    await page
      .getByRole("row", { name: /rate_limit_exceeded Over the rate/ })
      .first()
      .waitFor();
    expect(new URL(page.url()).hash).toBe("#/docs/errors/rate_limit_exceeded?q=rate_limit");
    await page.getByRole("link", { name: "Contents" }).click();
    await page.getByRole("searchbox").fill("zebra");
    await page.getByText("Nothing fits the search").waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await mock.close();
  }
});

it("keeps names whole in the tables of a narrow window", async () => {
  const mock = await startMock({ clock: "frozen" });
  try {
    const { page } = await openPage(`${mock.url}/#/docs/models/wan2.7-image-to-video`, {
      viewport: { width: 360, height: 780 },
    });
    const name = page.getByRole("cell", { name: "video_continuation" }).getByText("video_continuation");
    await name.waitFor();
    expect((await name.boundingBox())?.height).toBeLessThan(30);
    await page.locator(".prose-table[tabindex='0']").waitFor();
    const select = await page.getByRole("combobox", { name: "Example" }).boundingBox();
    expect((select?.x ?? 0) + (select?.width ?? 0)).toBeLessThan(360);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  } finally {
    await mock.close();
  }
});
