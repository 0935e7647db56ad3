import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import { rejection } from "../contract/rejection.js";
import type { Instant } from "../simulation/instant.js";
import { type AnswerFault, EARLY_LINK_LIFETIME_MS } from "../simulation/scenarios/scenario-effect.js";
import type { TaskRecord } from "../simulation/task.js";
import { countCall, isLinkExpired, viewTask } from "../simulation/view-task.js";
import { refusedWith, type VendorAnswer } from "./answer.js";
import type { EngineParts } from "./engine-parts.js";
import { answerInPlace, unforceable } from "./forced-answer.js";
import type { Forced } from "./forced-call.js";

/** The video behind a result link, or why there is none. */
export type ResultAnswer =
  | {
      readonly kind: "video";
      readonly task: TaskRecord;
      readonly fault?: AnswerFault;
      readonly scenario?: string;
    }
  | { readonly kind: "refused"; readonly answer: VendorAnswer };

/** `GET /files/{task_id}.mp4`: links take no key and die 24 hours after completion. */
export async function answerDownload(
  { scenarios, store, timeline, room }: EngineParts,
  taskId: string,
  header: string | undefined,
): Promise<ResultAnswer> {
  const task = await store.get(taskId);
  const forced = scenarios.forDownload({ account: undefined, header, ofTask: task?.scenario?.download });
  const facts = task === undefined ? {} : { task: taskId, model: task.model };
  if ("unknown" in forced) return { kind: "refused", answer: unforceable(forced.unknown, facts) };
  const refused = fileRefusal(task, timeline.now(), lifetimeUnder(forced));
  const isOfTask = forced.isOfTask === true;
  // A scenario of the task hits its file, once there is one.
  if (isOfTask && refused?.code === "not_found")
    return { kind: "refused", answer: refusedWith(rejection(refused), [], facts) };
  if (isOfTask) await store.update(taskId, (record) => countCall(record, "download"));
  const inPlace = answerInPlace("download", forced, facts);
  if (inPlace !== undefined) return { kind: "refused", answer: inPlace };
  const [call] = forced.calls;
  if (task === undefined || refused !== undefined) {
    const findings = task === undefined ? room.findingOf(taskId) : [];
    const answer = refusedWith(rejection(refused ?? errorCatalogue.shared.file_not_found), findings, facts);
    return { kind: "refused", answer: call === undefined ? answer : { ...answer, scenario: call.text } };
  }
  const effect = call?.scenario.effect;
  return {
    kind: "video",
    task,
    ...(effect?.kind === "spoilt-answer" ? { fault: effect.fault } : {}),
    ...(call === undefined ? {} : { scenario: call.text }),
  };
}

/** Why there is no file behind a link. */
function fileRefusal(
  task: TaskRecord | undefined,
  now: Instant,
  lifetimeMs: number | undefined,
): CatalogueEntry | undefined {
  const { shared } = errorCatalogue;
  const view = task === undefined ? undefined : viewTask(task, now);
  if (view?.status !== "completed" || view.endedAt === undefined) return shared.file_not_found;
  return isLinkExpired(view.endedAt, now, lifetimeMs) ? shared.link_expired : undefined;
}

/** How long a link lives when a scenario shortens it: not at all for the request that carries the scenario. */
function lifetimeUnder({ calls, isOfTask }: Forced): number | undefined {
  if (calls[0]?.scenario.effect.kind !== "dead-link") return undefined;
  return isOfTask === true ? EARLY_LINK_LIFETIME_MS : 0;
}
