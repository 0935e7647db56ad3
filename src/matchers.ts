/** Matchers for every runner with jest's `expect.extend`; `wan-mock/vitest` brings them along. */
export { matchers, type WanMockMatchers } from "./matchers/matchers.js";
