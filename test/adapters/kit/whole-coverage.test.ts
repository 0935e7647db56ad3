import { expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../src/compose/create-mock.js";
import { errorCatalogue } from "../../../src/contract/error-catalogue.js";
import { rules } from "../../../src/contract/rules/rule-list.js";
import { taskFailures } from "../../../src/contract/task-failures.js";
import { bodies } from "../../harness/sample-bodies.js";

const media = (name: string) => [`https://cdn.example.com/${name}`];

/** Samples that break a limit of the media, and clips that do not fit the duration. */
const misfits = [
  ...["video-5s-1280x720.mp4", "image-640x480-21MB.png", "image-1280x720-transparent.png"],
  ...["image-100x100.png", "image-8000x300.png"],
]
  .map((name): object => ({ ...bodies.image, image_start: media(name)[0] }))
  .concat(
    [
      "image-1280x720.png",
      "video-5s-1280x720-101MB.mp4",
      "video-5s-100x100.mp4",
      "video-5s-4000x300.mp4",
    ].map((name) => ({ ...bodies.edit, video_urls: media(name) })),
    ["image-1280x720.png", "audio-3s-16MB.wav", "audio-31s.wav", "audio-3s.wav", "audio-15s.wav"].map(
      (name) => ({
        ...bodies.text,
        audio_urls: media(name),
      }),
    ),
    { ...bodies.reference, video_urls: media("video-31s-640x360.mp4") },
    {
      ...bodies.reference,
      model_params: { voice_bindings: { image1: "https://cdn.example.com/audio-31s.wav" } },
    },
    [
      { video: "video-31s-640x360.mp4", duration: 15 },
      { video: "video-8s-640x360.mp4", duration: 5 },
      { video: "video-8s-640x360.mp4", duration: 8 },
    ].map(({ video, duration }) => ({
      model: bodies.image.model,
      prompt: "The kite climbs",
      generation_mode: "video_continuation",
      video_urls: media(video),
      duration,
    })),
  );

/** Every value that a document lists for a parameter, or one that shows that it was sent. */
function bodiesOfEachValue(mock: SocketlessMock): object[] {
  return mock.contract.models.flatMap(({ id, properties }) =>
    Object.entries(properties)
      .filter(([name]) => name !== "model")
      .flatMap(([name, { enum: values = ["sent"] }]) =>
        values.map((value) => ({ model: id, prompt: "x", [name]: value })),
      ),
  );
}

function caller(mock: SocketlessMock) {
  const call = (path: string, body?: unknown, scenario?: string) =>
    mock.fetch(path, {
      headers: {
        authorization: "Bearer ci",
        "content-type": "application/json",
        ...(scenario === undefined ? {} : { "x-wan-mock-scenario": scenario }),
      },
      ...(body === undefined
        ? {}
        : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const submit = (body: unknown, scenario?: string) => call("/v1/videos/generations", body, scenario);
  const taskOf = async (body: unknown, scenario?: string) =>
    ((await (await submit(body, scenario)).json()) as { id: string }).id;
  return { call, submit, taskOf };
}

async function provokeErrors(mock: SocketlessMock): Promise<void> {
  const { call, submit } = caller(mock);
  const named = ({ status, code }: { status: number; code: string }) =>
    `http-${status}-${code.replaceAll("_", "-")}`;
  for (const entry of Object.values(errorCatalogue.submit)) await submit(bodies.text, named(entry));
  for (const entry of Object.values(errorCatalogue.query))
    await call("/v1/tasks/task-unified-1-abcdefgh", undefined, `query/${named(entry)}`);
}

async function liveThroughTasks(mock: SocketlessMock): Promise<void> {
  const { call, submit, taskOf } = caller(mock);
  for (const code of Object.keys(taskFailures)) await submit(bodies.text, code.replaceAll("_", "-"));
  const failing = await taskOf(bodies.text, "service-error");
  const done = await taskOf(bodies.text);
  await mock.tasks.cancel(await taskOf(bodies.text));
  for (const wait of [0, 1000, 5000]) {
    await mock.clock.advance(wait);
    await call(`/v1/tasks/${done}`);
  }
  await call(`/v1/tasks/${failing}`);
  await call(`/files/${done}.mp4`);
  await mock.clock.advance("25h");
  await call(`/files/${done}.mp4`);
}

async function receiveCallbacks(mock: SocketlessMock): Promise<void> {
  const { submit } = caller(mock);
  const receiver = await mock.receiver();
  for (const reply of [200, 500, "hang"] as const) {
    receiver.answer(reply);
    await submit({ ...bodies.text, callback_url: receiver.url });
    await mock.clock.advance("2m");
  }
  receiver.answer(({ attempt }) => (attempt < 3 ? 500 : 200));
  for (const url of [receiver.url, "https://app.example.com/hook", "https://gone.example.com/hook"])
    await submit({ ...bodies.text, callback_url: url });
  await mock.clock.advance("2m");
}

it("a suite can exercise everything that counts", { timeout: 60_000 }, async () => {
  const mock = createMock({
    clock: "frozen",
    seed: 7,
    // Nothing listens there.
    callbackMap: { "https://gone.example.com": "http://127.0.0.1:9" },
  });
  const { submit } = caller(mock);
  const ofRules = rules.flatMap(({ meta: { examples } }) => [...examples.accepts, ...examples.refuses]);
  for (const { body } of ofRules) await submit(body);
  for (const body of [...bodiesOfEachValue(mock), ...misfits]) await submit(body);
  await provokeErrors(mock);
  await liveThroughTasks(mock);
  await receiveCallbacks(mock);
  expect(mock.coverage().missing).toEqual([]);
  expect(mock.coverage()).toMatchObject({ percent: 100 });
  await mock.close();
});
