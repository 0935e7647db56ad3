import { baseUrlVariables } from "../../contract/base-url-variables.js";
import { withoutProxyFor } from "../../no-proxy.js";

/**
 * Points the environment of this process at a mock: base URLs, a key where none is set that it
 * accepts, and no proxy on the way.
 *
 * @param mock.url - base of the mock
 * @param mock.keys - the accepted API keys; any when not given
 * @returns puts every variable back as it was
 */
export function patchEnvironment(mock: {
  readonly url: string;
  readonly keys?: readonly string[] | undefined;
}): () => void {
  const { env } = process;
  const apiKey = env["EVOLINK_API_KEY"] ?? "";
  const isFit = mock.keys === undefined ? apiKey !== "" : mock.keys.includes(apiKey);
  const changes: Readonly<Record<string, string>> = {
    ...Object.fromEntries(baseUrlVariables.map((name) => [name, mock.url])),
    ...withoutProxyFor([new URL(mock.url).hostname.replace(/^\[|\]$/g, "")], env),
    EVOLINK_API_KEY: isFit ? apiKey : (mock.keys?.[0] ?? "wan-mock-test"),
  };
  const before = Object.keys(changes).map((name) => [name, env[name]] as const);
  Object.assign(env, changes);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(env, name);
      else env[name] = value;
    }
  };
}
