import { expect, it, onTestFinished } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

it("shows what a key spent, and sets what it may spend", async () => {
  const mock = await startMock({ clock: "frozen", seed: 1 });
  onTestFinished(() => mock.close());
  const submit = () =>
    fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A fox in the snow" }),
    });
  const { page, complaints } = await openPage(`${mock.url}/#/credits`);
  await page.getByText("No keys yet").waitFor();
  await submit();
  await page.getByRole("link", { name: /^key_/ }).click();
  const detail = page.getByRole("region", { name: /^Key key_/ });
  await detail.getByRole("row", { name: /reserve −29.24 −\$0.43/ }).waitFor();

  await detail.getByRole("button", { name: "Set balance and limits" }).click();
  const dialog = page.getByRole("dialog", { name: /^Set key_/ });
  await dialog.getByLabel("Balance in credits").fill("20");
  await dialog.getByRole("checkbox", { name: "wan2.7-video-edit" }).uncheck();
  await dialog.getByRole("button", { name: "Set" }).click();
  await detail.getByRole("row", { name: /grant \+20.00/ }).waitFor();
  await detail.getByText("wan2.7-text-to-video, wan2.7-image-to-video, wan2.7-reference-video").waitFor();
  expect((await submit()).status).toBe(402);

  const chart = detail.getByRole("group", { name: /^Credits over time/ });
  await chart.press("ArrowLeft");
  await detail.getByText(/spent 29.24 \(\$0.43\), balance 20.00/).waitFor();
  expect(complaints).toEqual([]);
});
