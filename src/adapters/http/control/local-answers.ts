import type { ControlRoutes } from "./control-request.js";
import { OtherAnswer } from "./control-request.js";
import { answerOf } from "./query-route.js";

/** Answers a GET of the control side by its path and query; `undefined` where the path leads nowhere. */
export type LocalAnswers = (path: string) => Promise<unknown>;

/**
 * The answers of routes without HTTP. Links in them have no host.
 *
 * @throws {ControlError | ControlRefusal} as the routes, for what they refuse
 */
export function localAnswers(routes: ControlRoutes): LocalAnswers {
  const patterns = Object.entries(routes).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
    get: methods["GET"],
  }));
  return async (asked) => {
    const { pathname, searchParams: query } = new URL(asked, "http://control");
    for (const { pattern, get } of patterns) {
      const found = pattern.exec(pathname);
      if (found === null || get === undefined) continue;
      const params = Object.fromEntries(
        Object.entries(found.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
      );
      const answer = await answerOf(get, { params, body: {}, text: "", origin: () => "" }, query);
      return answer instanceof OtherAnswer ? undefined : answer;
    }
    return undefined;
  };
}
