import { expect, it, onTestFinished } from "vitest";
import { startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";

it("judges a body as it is typed, keeps form and JSON in step, and submits it", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  const { page, complaints } = await openPage(`${mock.url}/#/compose`);
  await page.getByRole("combobox", { name: "Model", exact: true }).selectOption("wan2.7-image-to-video");
  await page
    .getByRole("combobox", { name: "Example", exact: true })
    .selectOption({ label: "Between two frames" });
  await page.getByRole("textbox", { name: "duration" }).fill("99");
  await page.getByText("Error: duration must be at most 15, got 99").waitFor();
  await page.getByText("would be refused: 400").first().waitFor();
  await page.getByRole("button", { name: "Apply correction" }).click();
  await page.getByText("would be accepted").first().waitFor();

  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByRole("textbox", { name: "Body, as JSON" });
  const body = JSON.parse(await json.inputValue()) as Record<string, unknown>;
  expect(body).toMatchObject({ generation_mode: "first_last_frame", duration: 15 });
  await json.fill(JSON.stringify({ ...body, quality: "720p", prompt: "Typed as JSON" }));
  await page.getByRole("button", { name: "Form", exact: true }).click();
  const prompt = page.getByRole("textbox", { name: "prompt", exact: true });
  expect(await prompt.inputValue()).toBe("Typed as JSON");

  await page.getByRole("combobox", { name: "Sample for image_end" }).selectOption("image-8001x8001.png");
  await page.getByText("accepted, task fails").first().waitFor();
  await page.getByRole("link", { name: "Rules" }).click();
  await page.getByRole("link", { name: "Compose" }).click();
  expect(await prompt.inputValue()).toBe("Typed as JSON");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("link", { name: "Watch the task" }).waitFor();
  const [task] = await mock.tasks.list();
  expect(task?.request["image_end"]).toBe(`${mock.url}/_mock/assets/image-8001x8001.png`);
  await page.getByRole("link", { name: "Request #" }).click();
  await page.getByText("Why its task fails").waitFor();
  expect(complaints).toEqual([]);
});

it("takes over a body that another view has stored", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  const { page, complaints } = await openPage(`${mock.url}/#/compose`);
  const prompt = page.getByRole("textbox", { name: "prompt", exact: true });
  await prompt.waitFor();
  await page.getByRole("link", { name: "Rules" }).click();
  await prompt.waitFor({ state: "detached" });
  const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "From an example" });
  await page.evaluate(`sessionStorage.setItem("wan-mock.compose", ${JSON.stringify(body)})`);
  await page.getByRole("link", { name: "Compose" }).click();
  await expect.poll(() => prompt.inputValue(), { timeout: 45_000 }).toBe("From an example");
  expect(complaints).toEqual([]);
});

it("submits under a scenario, and shows an answer that never arrives", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  const { page } = await openPage(`${mock.url}/#/compose`);
  await page.getByRole("combobox", { name: "Scenario", exact: true }).fill("reset");
  await page.keyboard.press("Control+Enter");
  await page.getByText("The connection ended before an answer arrived.").waitFor();
  await page.getByRole("link", { name: "Request #" }).waitFor();
});

it("says so where the JSON is none, and where a request has no body", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  await fetch(`${mock.url}/v1/credits`, { headers: { authorization: "Bearer any-key" } });
  const { page, complaints } = await openPage(`${mock.url}/#/compose?from=1`);
  await page.getByRole("alert").getByText("Entry 1 of the journal has no body to compose from.").waitFor();
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByRole("textbox", { name: "Body, as JSON" }).fill('{"model": ');
  await page.getByText("the body is not JSON: line 1").first().waitFor();
  await page.getByRole("button", { name: "Form", exact: true }).click();
  await page.getByText("Correct it in the JSON editor").waitFor();
  expect(complaints).toEqual([]);
});

it("judges again once the mock is back, without a key pressed", async () => {
  const first = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => first.close());
  const { page } = await openPage(`${first.url}/#/compose`);
  const prompt = page.getByRole("textbox", { name: "prompt", exact: true });
  await page.getByText("would be accepted").first().waitFor();
  await first.close();
  await prompt.fill("Typed while it was away");
  await page.getByText("not judged").waitFor();
  const port = Number(new URL(first.url).port);
  const second = await startMock({ clock: "frozen", seed: 8, port });
  onTestFinished(() => second.close());
  await page.getByText("would be accepted").first().waitFor();
  expect(await prompt.inputValue()).toBe("Typed while it was away");
});

it("keeps its form when the document cannot be read a second time", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  const { page } = await openPage(`${mock.url}/_mock/clock`);
  let reads = 0;
  const lost = new Promise<void>((resolve) => {
    void page.route("**/_mock/openapi.json", async (call) => {
      // The view reads it as it opens, and once more when the stream of events has begun.
      if (++reads === 1) return call.continue();
      await page.getByText("would be accepted").first().waitFor();
      await call.abort();
      resolve();
    });
  });
  await page.goto(`${mock.url}/#/compose`);
  await lost;
  // Two frames: what the lost answer changes is on screen then.
  await page.evaluate("new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))");
  await page.getByRole("textbox", { name: "prompt", exact: true }).fill("Typed later");
  await page.getByText("would be accepted").first().waitFor();
});

it("starts another model from its own example, and keeps what was typed", async () => {
  const mock = await startMock({ clock: "frozen", seed: 7 });
  onTestFinished(() => mock.close());
  const { page, complaints } = await openPage(`${mock.url}/#/compose`);
  const model = page.getByRole("combobox", { name: "Model", exact: true });
  const prompt = page.getByRole("textbox", { name: "prompt", exact: true });
  await prompt.waitFor();
  const ofText = await prompt.inputValue();
  await model.selectOption("wan2.7-video-edit");
  await expect.poll(() => prompt.inputValue(), { timeout: 45_000 }).not.toBe(ofText);
  await page.getByText("would be accepted").first().waitFor();
  expect(await page.getByText("Not parameters of this model").count()).toBe(0);
  await model.selectOption("wan2.7-text-to-video");
  await prompt.fill("Typed by hand");
  await model.selectOption("wan2.7-image-to-video");
  await page.getByText("would be refused: 400").first().waitFor();
  expect(await prompt.inputValue()).toBe("Typed by hand");
  expect(complaints).toEqual([]);
});
