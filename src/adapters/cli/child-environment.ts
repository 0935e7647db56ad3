import { withoutProxyFor } from "../../no-proxy.js";

/** Variables that clients of the service commonly read their base URL from. */
const BASE_URLS = ["WAN_MOCK_URL", "EVOLINK_BASE_URL", "EVOLINK_API_BASE", "EVOLINK_API_BASE_URL"];

/**
 * The environment of a program that is to work with a mock: base URLs, the preload for Node, a key where none is set,
 * and no proxy on the way to the mock.
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
    ...Object.fromEntries(BASE_URLS.map((name) => [name, mock.url])),
    ...withoutProxyFor([new URL(mock.url).hostname.replace(/^\[|\]$/g, "")], environment),
    EVOLINK_API_KEY: apiKey === "" ? (mock.keys?.[0] ?? "wan-mock-run") : apiKey,
    NODE_OPTIONS: withPreload(environment["NODE_OPTIONS"] ?? "", preload),
  };
}

/** A file URL has neither spaces nor quotes, so it needs none around it. */
function withPreload(options: string, preload: string): string {
  const option = `--import=${preload}`;
  return options.split(" ").includes(option) ? options : `${options} ${option}`.trim();
}
