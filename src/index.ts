/** The library: a mock on a socket, and its contract without one. */

export type { Asset, Rule, RuleExample, RuleMeta, TaskFailure } from "./contract/define-rule.js";
export type { Finding, RuleSetting, Severity, Source } from "./contract/finding.js";
export { KitError, type KitErrorCode } from "./contract/kit-error.js";
export { rules } from "./contract/rule-list.js";
export { sampleRequest } from "./contract/sample-request.js";
export { defineConfig, type MockConfig, type MockOptions } from "./mock-options.js";
export type { KnownAsset } from "./ports/asset-source.js";
export { type Mock, type MockHooks, startMock } from "./start-mock.js";
export { type AssetsOfRequest, type RequestVerdict, validateRequest } from "./validate-request.js";
