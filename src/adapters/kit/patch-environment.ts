import { apiKeyVariables, baseUrlVariables } from "../../hosts/client-variables.js";
import { withoutProxyFor } from "../../hosts/no-proxy.js";

/**
 * Points the environment of this process at a mock: base URLs, keys where none are set that it
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
  const isFit = (key: string) => (mock.keys === undefined ? key !== "" : mock.keys.includes(key));
  const unfit = apiKeyVariables.filter((name) => !isFit(env[name] ?? ""));
  const changes: Readonly<Record<string, string>> = {
    ...Object.fromEntries(baseUrlVariables.map((name) => [name, mock.url])),
    ...withoutProxyFor([new URL(mock.url).hostname.replace(/^\[|\]$/g, "")], env),
    ...Object.fromEntries(unfit.map((name) => [name, mock.keys?.[0] ?? "wan-mock-test"])),
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
