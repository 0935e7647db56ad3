/** For MSW in node: handlers that have a mock answer. */
// Loaded before MSW patches them: who imports a function of theirs later gets it as it was, so that the calls by which
// the mock works and delivers callbacks are none of those that MSW sees.
import "node:http";
import "node:https";

export { type WanMockHandlersOptions, wanMockHandlers } from "./compose/msw-handlers.js";
