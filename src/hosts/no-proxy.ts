/** Where programs look for a proxy. */
const PROXY = /^(?:https?|all)_proxy$/i;
const EXCEPTIONS = ["no_proxy", "NO_PROXY"];

/** The proxies that an environment names. */
export function proxiesIn(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment).flatMap(([name, value = ""]) =>
    PROXY.test(name) && value !== "" ? [value] : [],
  );
}

/**
 * The variables that keep calls to some hosts away from the proxies an environment names; none when it names no proxy.
 *
 * @param hosts - host names and addresses; `.example.com` stands for every name under it
 */
export function withoutProxyFor(
  hosts: readonly string[],
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  if (proxiesIn(environment).length === 0) return {};
  const present = EXCEPTIONS.filter((name) => (environment[name] ?? "") !== "");
  const variables: Record<string, string> = {};
  for (const name of present.length === 0 ? EXCEPTIONS : present) {
    const listed = (environment[name] ?? "").split(",").map((item) => item.trim());
    if (listed.includes("*")) continue;
    variables[name] = [...new Set([...listed, ...hosts])].filter((item) => item !== "").join(",");
  }
  return variables;
}
