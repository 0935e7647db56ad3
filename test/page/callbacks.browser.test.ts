import { afterEach, expect, it } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";
import { startReceiver } from "../harness/receiver.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function submit(url: string): Promise<void> {
  await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json" },
    body: JSON.stringify({
      model: "wan2.7-text-to-video",
      prompt: "A fox in the snow",
      callback_url: "https://app.example.com/hooks",
    }),
  });
}

it("shows what each attempt got, and delivers again", async () => {
  const hooks = await startReceiver((response, count) => {
    response.writeHead(count > 4 ? 200 : 500).end("<b>Oops</b><script>alert(1)</script>");
  });
  open.push(hooks);
  const mock = await startMock({ clock: "frozen", seed: 7, forwardTo: hooks.url });
  open.push(mock);
  const { page, complaints } = await openPage(`${mock.url}/#/callbacks`);
  await page.getByText("No callbacks yet").waitFor();
  await submit(mock.url);
  await mock.clock.advance("30s");
  const list = page.getByRole("list", { name: "Callbacks" });
  await list.getByRole("link", { name: /hooks.*given up.*4.*500/ }).click();

  const detail = page.getByRole("region", { name: "Callback 1" });
  await detail.getByText("<b>Oops</b><script>alert(1)</script>").waitFor();
  await detail.getByText("+7.000 s, due").waitFor();
  await detail.getByRole("region", { name: "Body" }).getByText('"completed"').waitFor();
  await detail.getByRole("button", { name: "Redeliver" }).click();
  await list.getByRole("link", { name: /#2 .*delivered 1 attempt 200/ }).waitFor();
  const again = page.getByRole("region", { name: "Callback 2" });
  await again.getByText("delivered", { exact: true }).waitFor();
  await again.getByRole("link", { name: "task-unified" }).click();
  await page.getByText("delivered, the latest of 2 deliveries").waitFor();
  await page.goBack();

  await page.getByRole("searchbox").fill("state:given-up");
  await page.getByText("1 of 2").waitFor();
  expect(hooks.received).toHaveLength(5);
  expect(complaints).toEqual([]);
});

it("says how a withheld callback would be sent", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  open.push(mock);
  await submit(mock.url);
  await mock.clock.advance("3s");
  const { page, complaints } = await openPage(`${mock.url}/#/callbacks/1`, {
    viewport: { width: 360, height: 800 },
    colorScheme: "dark",
  });
  const command = "npx wan-mock --callback-map https://app.example.com=http://localhost:3000";
  await page.getByText(command).waitFor();
  expect(await page.getByRole("button", { name: "Redeliver" }).count()).toBe(0);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  expect(complaints).toEqual([]);
});
