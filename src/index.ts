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
export type {
  AccountChange,
  AccountLimits,
  AccountMovement,
  MockAccount,
} from "./adapters/kit/mock-account.js";
export type { MockTask, MockTasks, TaskFilter } from "./adapters/kit/mock-tasks.js";
export type { AwaitedEntry } from "./adapters/kit/wait-for.js";
export type { Asset, Rule, RuleExample, RuleMeta, TaskFailure } from "./contract/define-rule.js";
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
export { KitError, type KitErrorCode } from "./contract/kit-error.js";
export { rules } from "./contract/rule-list.js";
export { sampleRequest } from "./contract/sample-request.js";
export { createMock, type SocketlessMock, type SocketlessOptions } from "./create-mock.js";
export type { Attempt, Delivery } from "./engine/callback-desk.js";
export { estimateCost } from "./estimate-cost.js";
export type {
  Coverage,
  CoverageFilter,
  CoverageSection,
  CoverageShare,
} from "./insight/coverage/coverage.js";
export type { CoverageGroupName, CoverageItem } from "./insight/coverage/coverage-item.js";
export type { HabitFilter } from "./insight/habits/habit-filter.js";
export type { HabitFinding } from "./insight/habits/habit-finding.js";
export { defineConfig, type MockConfig, type MockOptions } from "./mock-options.js";
export type { AssetFolder, KnownAsset } from "./ports/asset-source.js";
export type { Estimate } from "./simulation/estimate.js";
export { type Mock, type MockHooks, startMock } from "./start-mock.js";
export { type AssetsOfRequest, type RequestVerdict, validateRequest } from "./validate-request.js";
