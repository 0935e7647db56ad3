import { createMock } from "../../../compose/create-mock.js";
import type { VideoTask } from "../../../contract/generated/api-types.js";
import type { WanModel } from "../../../contract/models/model-ids.js";
import { sampleRequest } from "../../../contract/sample-request.js";
import type { TaskFailureCode } from "../../../contract/task-failures.js";
import { vendorOperations } from "../../../contract/vendor-operations.js";

/** Host of result links in the examples of the documents; nothing is served there. */
const RESULTS_BASE = "https://cdn.example.com";

/** Milliseconds before its callback that the task was submitted. */
const AGE_MS = 120_000;

/** How a task ends that nobody submitted. */
export interface SampleEnd {
  readonly ending: "completed" | "failed" | "cancelled";
  readonly model: WanModel;
  /** Why it failed; ignored for the other endings. */
  readonly code: TaskFailureCode;
  /** Id of the task; drawn from the seed when absent. */
  readonly task?: string | undefined;
  /** The same seed draws the same request, and the same end of the id. */
  readonly seed: number;
  /** When it ends, in milliseconds since the Unix epoch. */
  readonly now: number;
}

/** The callback of a task that has ended, without any service: a mock carries the task out. */
export async function sampleCallback(end: SampleEnd): Promise<VideoTask> {
  const { ending, model, code, task: id, seed, now } = end;
  await using mock = createMock({
    ...{ seed, pace: "manual", clock: "frozen", now: new Date(now - AGE_MS).toISOString() },
    publicUrl: RESULTS_BASE,
  });
  const request = await sampleRequest(model, seed);
  const answer = await mock.fetch(vendorOperations.submit.path, {
    method: "POST",
    headers: { authorization: "Bearer wan-mock-trigger", "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  if (answer.status !== 200) throw new Error(`the sample request was refused: ${await answer.text()}`);
  const { id: drawn } = (await answer.json()) as VideoTask;
  await mock.clock.advance(AGE_MS);
  const { object } = await {
    completed: () => mock.tasks.complete(drawn),
    failed: () => mock.tasks.fail(drawn, { code }),
    cancelled: () => mock.tasks.cancel(drawn),
  }[ending]();
  return id === undefined ? object : (JSON.parse(JSON.stringify(object).replaceAll(drawn, id)) as VideoTask);
}
