import { accessDeniedMessage } from "../contract/body-refusal.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import type { Finding } from "../contract/finding.js";
import { rejection } from "../contract/rejection.js";
import type { Plan } from "../simulation/pace.js";
import type { RecordedCredits } from "../simulation/recordings/recording.js";
import type { ScenarioCall } from "../simulation/scenarios/scenario.js";
import type { ScenarioOperation } from "../simulation/scenarios/scenario-effect.js";
import type { CallScenario, TaskOutcome, TaskScenario } from "../simulation/task.js";
import { fileRefusedWith, type KnownFacts, refusedWith, type VendorAnswer } from "./answer.js";
import type { Forced } from "./forced-call.js";

/** The 400 for a header that names no scenario. */
export function unforceable(
  unknown: Finding,
  facts: KnownFacts,
  operation?: Extract<ScenarioOperation, "upload">,
): VendorAnswer {
  const { message } = unknown;
  return operation === "upload"
    ? fileRefusedWith(rejection(errorCatalogue.upload.invalid_request, { message }), [unknown], facts)
    : refusedWith(rejection(errorCatalogue.submit.invalid_request, { message }), [unknown], facts);
}

/** The answer that a scenario gives in place of the service, if one does; the other scenarios are given back. */
export function answerInPlace(
  operation: ScenarioOperation,
  forced: Forced,
  facts: KnownFacts,
): VendorAnswer | undefined {
  for (const call of forced.calls) {
    const { effect } = call.scenario;
    if (call.scenario.operation !== operation) continue;
    const known = { ...facts, scenario: call.text };
    if (effect.kind === "no-answer") {
      forced.release(call);
      return { status: 0, body: "", findings: forced.warnings, ...known, fault: effect.fault };
    }
    if (effect.kind === "answer") {
      forced.release(call);
      const { entry, retryAfterSeconds } = effect;
      const denied = entry.code === "model_access_denied" && entry.message.endsWith("MODEL");
      const refused = rejection(
        entry,
        denied ? { message: accessDeniedMessage(facts.model ?? "unknown") } : {},
      );
      const refuse = operation === "upload" ? fileRefusedWith : refusedWith;
      return refuse(refused, forced.warnings, {
        ...known,
        ...(retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }),
      });
    }
  }
  return undefined;
}

/**
 * An ordinary answer as the scenarios let it arrive. Scenarios that neither spoilt it nor became part of a task
 * are given back.
 */
export function answerUnder(
  operation: ScenarioOperation,
  forced: Forced,
  answer: VendorAnswer,
): VendorAnswer {
  const hasTask = operation === "submit" && answer.task !== undefined;
  if (forced.calls.length === 0 && forced.warnings.length === 0) return answer;
  const spoiler = forced.calls.find(
    ({ scenario: { operation: own, effect } }) =>
      own === operation && (effect.kind === "spoilt-answer" || (effect.kind === "lost-answer" && hasTask)),
  );
  if (!hasTask) forced.release(spoiler);
  const used = hasTask ? forced.calls : spoiler === undefined ? [] : [spoiler];
  const effect = spoiler?.scenario.effect;
  return {
    ...answer,
    findings: [...answer.findings, ...forced.warnings],
    ...(used.length === 0 ? {} : { scenario: namesOf(used).join(", ") }),
    ...(effect?.kind === "spoilt-answer" ? { fault: effect.fault } : {}),
    ...(effect?.kind === "lost-answer" ? { fault: "reset" } : {}),
  };
}

/** Changes that scenarios make to the task of a submit. */
export interface TaskChange {
  readonly outcome?: TaskOutcome;
  readonly pace?: "stuck" | "slow";
  /** In place of the plan of the pace. */
  readonly plan?: Plan;
  /** In place of those of the price list. */
  readonly credits?: RecordedCredits;
  readonly scenario?: TaskScenario;
}

/** The change that the scenarios of a submit make to its task; the first of each sort counts. */
export function taskChange({ calls }: Forced): TaskChange {
  if (calls.length === 0) return {};
  const task = calls.find(({ scenario }) => scenario.effect.kind === "task")?.scenario.effect;
  const callback = calls.find(({ scenario }) => scenario.effect.kind === "callback")?.scenario.effect;
  const { outcome, pace, plan, quirk, credits } = task?.kind === "task" ? task : {};
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(pace === undefined ? {} : { pace }),
    ...(plan === undefined ? {} : { plan }),
    ...(credits === undefined ? {} : { credits }),
    scenario: {
      names: namesOf(calls),
      ...(quirk === undefined ? {} : { quirk }),
      ...(callback?.kind === "callback" ? { callback: callback.fault } : {}),
      ...kept("query", calls),
      ...kept("download", calls),
    },
  };
}

/** As they were asked for; one of a scenario file may have done several things. */
function namesOf(calls: readonly ScenarioCall[]): string[] {
  return [...new Set(calls.map(({ text }) => text))];
}

function kept(operation: "query" | "download", calls: readonly ScenarioCall[]): Partial<TaskScenario> {
  const call = calls.find(({ scenario }) => scenario.operation === operation);
  if (call === undefined) return {};
  const { name, times, text, isOwn } = call;
  const scenario: CallScenario = {
    name,
    used: 0,
    ...(times === undefined ? {} : { times }),
    ...(isOwn === true ? { shownAs: text } : {}),
  };
  return { [operation]: scenario };
}
