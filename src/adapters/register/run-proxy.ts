import { parseUrl } from "../../text/parse-url.js";

/** Where programs look for a proxy. */
const PROXY = /^(?:https?|all)_proxy$/i;

/** Whether an address is that of the proxy of `wan-mock run`: what goes there reaches the mock. */
export function isRunProxy(host: string | undefined, port: unknown): boolean {
  const own = parseUrl(process.env["WAN_MOCK_PROXY"] ?? "");
  return own !== undefined && own.hostname === host && own.port === String(port);
}

/** Whether every proxy that the environment names is that of `wan-mock run`. */
export function hasOnlyRunProxy(environment: NodeJS.ProcessEnv): boolean {
  const own = environment["WAN_MOCK_PROXY"] ?? "";
  const named = Object.entries(environment).filter(([name, value]) => PROXY.test(name) && value !== "");
  return own !== "" && named.length > 0 && named.every(([, value]) => value === own);
}
