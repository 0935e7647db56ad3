import { baseUrlVariables } from "../../contract/base-url-variables.js";

/**
 * The environment of a program that is to work with a mock: base URLs, the preload for Node, a key where none is set.
 *
 * @param mock.url - base of the mock
 * @param mock.keys - the accepted API keys; any when not given
 * @param preload - file URL of the preload
 */
export function childEnvironment(
  environment: NodeJS.ProcessEnv,
  mock: { readonly url: string; readonly keys?: readonly string[] | undefined },
  preload: string,
): NodeJS.ProcessEnv {
  const apiKey = environment["EVOLINK_API_KEY"] ?? "";
  return {
    ...environment,
    ...Object.fromEntries(baseUrlVariables.map((name) => [name, mock.url])),
    EVOLINK_API_KEY: apiKey === "" ? (mock.keys?.[0] ?? "wan-mock-run") : apiKey,
    NODE_OPTIONS: withPreload(environment["NODE_OPTIONS"] ?? "", preload),
  };
}

/** A file URL has neither spaces nor quotes, so it needs none around it. */
function withPreload(options: string, preload: string): string {
  const option = `--import=${preload}`;
  return options.split(" ").includes(option) ? options : `${options} ${option}`.trim();
}
