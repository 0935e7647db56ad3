import { expect, it } from "vitest";
import { createMock, type VideoTask } from "../../../src/index.js";

// `npm run check:types` holds these against the types.
const linkOf = (task: VideoTask): string | undefined =>
  task.status === "completed" ? task.results[0] : undefined;
const reasonOf = (task: VideoTask): string | undefined =>
  task.status === "failed" ? task.error.code : undefined;
/** Without telling the cases apart, members of one are optional. */
const firstOf = ({ results, error }: VideoTask): string | undefined => results?.[0] ?? error?.code;
// @ts-expect-error results are there once the task has completed
const early = (task: VideoTask): string[] => task.results;

it("tells a task that completed from one that failed", async () => {
  await using mock = createMock({ clock: "frozen" });
  const submit = async (prompt: string) => {
    const answer = await mock.fetch("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt }),
    });
    return ((await answer.json()) as VideoTask).id;
  };
  const ids = [await submit("A lighthouse"), await submit("A lighthouse [mock:service-error]")];
  await mock.clock.advance("1m");
  const [made, failed] = await Promise.all(
    ids.map(async (id) => {
      const answer = await mock.fetch(`/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
      return (await answer.json()) as VideoTask;
    }),
  );
  if (made === undefined || failed === undefined) throw new Error("two tasks were asked for");
  expect([linkOf(made), reasonOf(made)]).toEqual([firstOf(made), undefined]);
  expect([linkOf(failed), reasonOf(failed), firstOf(failed)]).toEqual([
    undefined,
    "service_error",
    "service_error",
  ]);
  expect(early(made)).toHaveLength(1);
});
