/** The library: a mock on a socket or without one, and its contract alone. */

export type {
  CallbackReceiver,
  ReceivedCallback,
  ReceiverAnswer,
  ReceiverReply,
} from "./adapters/kit/callback-receiver.js";
export type {
  EntryFilter,
  JournaledCallback,
  JournaledEntry,
  JournaledRequest,
  JournaledSettlement,
  MockJournal,
  RequestFilter,
} from "./adapters/kit/journal-queries.js";
export type { AccountMovement, MockAccount } from "./adapters/kit/mock-kit.js";
export type { MockTask, MockTasks, TaskFilter } from "./adapters/kit/mock-tasks.js";
export type { AwaitedEntry } from "./adapters/kit/wait-for.js";
export { createMock, type SocketlessMock, type SocketlessOptions } from "./compose/create-mock.js";
export type { Mock, MockHooks } from "./compose/mock.js";
export type { MockRecording } from "./compose/open-recordings.js";
export { startMock } from "./compose/start-mock.js";
export {
  type AssetsOfRequest,
  estimateCost,
  type RequestVerdict,
  validateRequest,
} from "./compose/validate-request.js";
export type { CustomNames } from "./contract/custom-names.js";
export type { Finding, RuleSetting, Severity, Source } from "./contract/finding.js";
export type {
  CompletedTask,
  FailedTask,
  ImageToVideoRequest,
  ReferenceVideoRequest,
  TaskError,
  TextToVideoRequest,
  VendorErrorBody,
  VideoEditRequest,
  VideoTask,
  WanRequest,
} from "./contract/generated/api-types.js";
export type { ModelId } from "./contract/models/model-ids.js";
export type { Asset, Rule, RuleExample, RuleMeta, TaskFailure } from "./contract/rules/define-rule.js";
export { type FindingName, type RuleId, rules } from "./contract/rules/rule-list.js";
export { sampleRequest } from "./contract/sample-request.js";
export type { TaskFailureCode } from "./contract/task-failures.js";
export type { AccountChange, AccountLimits } from "./engine/control/change-account.js";
export type { Failure } from "./engine/control/read-failure.js";
export { KitError, type KitErrorCode } from "./errors/kit-error.js";
export type {
  Coverage,
  CoverageFilter,
  CoverageSection,
  CoverageShare,
} from "./insight/coverage/coverage.js";
export type { CoverageGroupName, CoverageItem } from "./insight/coverage/coverage-item.js";
export type { HabitFilter } from "./insight/habits/habit-filter.js";
export type { HabitFinding } from "./insight/habits/habit-finding.js";
export type { HabitId } from "./insight/habits/habit-list.js";
export { defineConfig, type MockConfig, type MockOptions } from "./options/mock-options.js";
export type { AssetFolder, KnownAsset } from "./ports/asset-source.js";
export type { Attempt, Delivery } from "./ports/deliveries.js";
export type { Estimate } from "./simulation/estimate.js";
export type { ScenarioName } from "./simulation/scenarios/scenario-catalogue.js";
