import type { StoppedCall } from "../adapters/proxy/destination.js";
import { startMockProxy } from "../adapters/proxy/mock-proxy.js";
import { javaProxyOptions, proxyVariables } from "../adapters/proxy/proxy-variables.js";
import { certificateFor } from "../adapters/proxy/temporary-authority.js";
import { openTrustFolder } from "../adapters/proxy/trust-folder.js";
import { PAID_API, PAID_DOMAIN, PAID_FILES } from "../hosts/paid-host.js";

/** Whether calls to hosts that are neither the paid service nor this machine may pass. */
export type Network = "open" | "closed";

/** A proxy that stands in for the paid host, and what leads programs to it. */
export interface RunProxy {
  /** Variables for a program: its proxy, and what it is to trust. */
  readonly variables: Readonly<Record<string, string>>;
  /** Calls that were not let through, by host. */
  readonly refused: ReadonlyMap<string, number>;
  /** Deletes the files that tell programs whom to trust, cuts every connection, frees the port. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a proxy that has a mock answer for the paid host, whatever language a program is written in.
 *
 * @param mock.url - base of the mock
 * @param environment - what programs would find without it: their proxies and trusted certificates go on counting
 * @throws {KitError} `OUTPUT_UNWRITABLE` without a folder for the files that programs trust
 */
export async function startProxy(
  mock: { readonly url: string },
  network: Network,
  environment: NodeJS.ProcessEnv,
  hooks: { onRefusal: (refusal: StoppedCall) => void; onWarning: (sentence: string) => void },
): Promise<RunProxy> {
  const { hostname, port } = new URL(mock.url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const { authority, ...certificate } = certificateFor([PAID_API, PAID_FILES], PAID_DOMAIN);
  const trust = openTrustFolder(authority, environment, hooks.onWarning);
  try {
    const proxy = await startMockProxy({
      mock: { host, port: Number(port) },
      certificate,
      network,
      environment,
      onRefusal: hooks.onRefusal,
    });
    const ways = proxyVariables(proxy.url, [host], environment);
    const java = [...javaProxyOptions(proxy.url, ways), ...trust.javaOptions];
    return {
      variables: {
        ...trust.variables,
        ...ways,
        JAVA_TOOL_OPTIONS: [environment["JAVA_TOOL_OPTIONS"] ?? "", ...java].join(" ").trim(),
        WAN_MOCK_PROXY: proxy.url,
        WAN_MOCK_NETWORK: network,
      },
      refused: proxy.refused,
      close: () => {
        trust.delete();
        return proxy.close();
      },
    };
  } catch (error) {
    trust.delete();
    throw error;
  }
}
