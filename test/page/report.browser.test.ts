import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const submit = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("the report of a run", () => {
  it("shows in a file what happened, and asks nothing of anybody", async () => {
    const mock = await startMock({ clock: "frozen", seed: 7 });
    const prompt = "A fox </script><img src=x onerror=alert(1)>";
    await submit(mock.url, { model: "wan2.7-text-to-video", prompt });
    await submit(mock.url, { model: "wan2.7-text-to-video", prompt: "Rain", duration: 99 });
    await mock.clock.advance("1m");
    const file = temporaryFolder().write("report.html", await mock.report());
    await mock.close();

    const address = pathToFileURL(file).href;
    const { page, complaints, requests } = await openPage(address);
    await page.getByText(/Report of a run, saved .* seed 7/).waitFor();
    await page.getByText(prompt).click();
    await page.getByText(JSON.stringify(prompt)).first().waitFor();
    expect(await page.locator("video").count()).toBe(0);
    await page.getByRole("link", { name: "Coverage", exact: true }).click();
    await page.getByText(/items of the contract were exercised/).waitFor();
    await page.getByRole("searchbox").fill("submit 400");
    await page.getByRole("row", { name: /submit 400 invalid_request 1/ }).waitFor();
    expect(await page.getByRole("button", { name: "Freeze" }).count()).toBe(0);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
  });

  it("is saved from the page", async () => {
    const mock = await startMock({ clock: "frozen" });
    try {
      const { page, complaints } = await openPage(mock.url);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Save report" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("wan-mock-report.html");
      expect(complaints).toEqual([]);
    } finally {
      await mock.close();
    }
  });
});
