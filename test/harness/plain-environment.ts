export type Variables = Readonly<Record<string, string>>;

/** The environment without what would change what the program does or how curl reaches it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(?:WAN_MOCK_.*|EVOLINK_.*|GITHUB_.*|PORT|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|NODE_V8_COVERAGE|.*_proxy)$/i.test(
          name,
        ),
    ),
  );
}
