/**
 * `npx vitest run --root examples/planted-bugs` fails four times, which is the point; with `STUDIO=./repaired-studio.mjs`
 * in the environment every test passes.
 */
import { expect, it } from "vitest";
import { useMock } from "wan-mock/vitest";

const { Studio } = await import(process.env.STUDIO ?? "./studio.mjs");

// Time stands still until the studio pauses.
const mock = useMock({ clock: "frozen", pace: "60s" });
const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain" };

/** A studio whose pauses take virtual time, and that gives up where it would wait for ever. */
function studio() {
  let pauses = 0;
  return new Studio({
    sleep: async (milliseconds) => {
      if (++pauses > 100) throw new Error("gave up after 100 pauses");
      await mock.clock.advance(milliseconds);
    },
  });
}

it("has somebody dance as in a clip", async () => {
  await studio()
    .dance("[Video 1] dances on a pier", "https://cdn.example.com/dance.mp4")
    .catch(() => {});
  expect(mock).toHaveNoFindings();
});

it("tells that a video failed", async () => {
  mock.scenario("content-policy-violation");
  const { id } = await studio().order(lighthouse);
  await studio()
    .finished(id)
    .catch(() => {});
  expect(mock).toHaveGoodHabits();
});

it("pays once when an answer is lost", async () => {
  mock.scenario("answer-lost");
  const own = studio();
  const { id } = await own.order(lighthouse);
  await own.download(await own.finished(id));
  expect(mock).toHaveGoodHabits();
});

it("publishes a video of the day before", async () => {
  const own = studio();
  const { id } = await own.order(lighthouse);
  const task = await own.finished(id);
  await mock.clock.advance("30h");
  await own.download(task);
  expect(mock).toHaveGoodHabits();
});
