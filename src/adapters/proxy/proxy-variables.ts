import { isIP } from "node:net";
import { loopbackNames } from "../../hosts/loopback.js";
import { paidHostOf, simulatedHosts } from "../../hosts/paid-host.js";

/** Spellings that programs look for; curl knows `http_proxy` in small letters alone. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
const EXCEPTIONS = ["NO_PROXY", "no_proxy"];

/**
 * The variables that lead a program's calls through a proxy, those to this machine excepted. What an environment
 * excepts itself stays so, unless the paid service would be among it.
 *
 * @param url - the proxy
 * @param hosts - further hosts not to be called through it
 */
export function proxyVariables(
  url: string,
  hosts: readonly string[],
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const listed = EXCEPTIONS.flatMap((name) => exceptionsIn(environment[name]));
  const kept = listed.filter((item) => !coversPaidHost(item));
  const exceptions = [...new Set([...kept, ...loopbackNames, ...hosts])].join(",");
  // A program may prefer one that is set; setting it would take in other protocols too.
  const all = ["ALL_PROXY", "all_proxy"].filter((name) => (environment[name] ?? "") !== "");
  return {
    ...Object.fromEntries([...PROXIES, ...all].map((name) => [name, url])),
    ...Object.fromEntries(EXCEPTIONS.map((name) => [name, exceptions])),
  };
}

export function exceptionsIn(list: string | undefined): string[] {
  return (list ?? "").split(/[\s,]+/).filter((item) => item !== "");
}

/** The system properties that do the same for a JVM. */
export function javaProxyOptions(url: string, variables: Readonly<Record<string, string>>): string[] {
  const { hostname, port } = new URL(url);
  const exceptions = exceptionsIn(variables["NO_PROXY"])
    .filter((item) => !item.includes("/"))
    .flatMap((item) => {
      if (isIP(item) !== 0) return [isIP(item) === 6 ? `[${item}]` : item];
      return item.startsWith(".") ? [`*${item}`] : [item, `*.${item}`];
    });
  return [
    ...["http", "https"].flatMap((scheme) => [
      `-D${scheme}.proxyHost=${hostname}`,
      `-D${scheme}.proxyPort=${port}`,
    ]),
    `-Dhttp.nonProxyHosts=${["127.*", ...exceptions].join("|")}`,
  ];
}

/**
 * Whether a program could take an exception for one of the paid service. Programs differ: some compare whole names, some
 * the end of them with or without a dot between, some know `*`.
 */
function coversPaidHost(item: string): boolean {
  const name = item
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\.+|\.+$/g, "");
  if (name === "") return false;
  if (paidHostOf(name.replaceAll("*", "x")) !== undefined) return true;
  if (name.includes("*")) {
    const pattern = name.split("*").map((part) => part.replaceAll(/[^\w-]/g, String.raw`\$&`));
    const covered = new RegExp(`${pattern.join(".*")}$`);
    return simulatedHosts.some((host) => covered.test(host));
  }
  return simulatedHosts.some((host) => host.endsWith(name));
}
