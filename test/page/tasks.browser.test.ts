import { expect, it } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

it("shows a task as it is submitted", async () => {
  const mock = await startMock({ clock: "frozen" });
  try {
    const { page, complaints } = await openPage(mock.url);
    await page.getByText("No tasks yet").waitFor();
    await fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A fox in the snow" }),
    });
    await page.getByText("A fox in the snow").click();
    await page.getByRole("region", { name: "Request" }).getByText('"A fox in the snow"').waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await mock.close();
  }
});
