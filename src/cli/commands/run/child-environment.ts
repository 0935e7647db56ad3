import { basename } from "node:path";
import { bunOptionsWith, nodeOptionsWith } from "../../../adapters/register/preload-children.js";
import { apiKeyVariables } from "../../../hosts/api-key-variables.js";
import { baseUrlVariables } from "../../../hosts/base-url-variables.js";

/**
 * The environment of a program that is to work with a mock: base URLs, the preload for Node and Bun, keys where none
 * are set.
 *
 * @param mock.url - base of the mock
 * @param mock.keys - the accepted API keys; any when not given
 * @param preload - path of the preload
 * @param program - what is to be run
 */
export function childEnvironment(
  environment: NodeJS.ProcessEnv,
  mock: { readonly url: string; readonly keys?: readonly string[] | undefined },
  preload: string,
  program = "",
): NodeJS.ProcessEnv {
  const key = mock.keys?.[0] ?? "wan-mock-run";
  const unset = apiKeyVariables.filter((name) => (environment[name] ?? "") === "");
  return {
    ...environment,
    ...Object.fromEntries(baseUrlVariables.map((name) => [name, mock.url])),
    ...Object.fromEntries(unset.map((name) => [name, key])),
    NODE_OPTIONS: nodeOptionsWith(preload, environment["NODE_OPTIONS"]),
    BUN_OPTIONS: bunOptionsWith(preload, environment["BUN_OPTIONS"]),
    // No variable has Deno load a preload; this has its node:http and node:https take the proxy. Node 22 would warn of it.
    ...(/^deno(?:\.exe)?$/i.test(basename(program)) ? { NODE_USE_ENV_PROXY: "1" } : {}),
  };
}
