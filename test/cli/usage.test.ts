import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Variables } from "../harness/plain-environment.js";
import { runCli } from "../harness/run-cli.js";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const mistakes: readonly (readonly [
  what: string,
  args: readonly string[],
  env: Variables,
  sentence: RegExp,
])[] = [
  ["an unknown flag", ["--bogus"], {}, /^wan-mock: unknown option '--bogus'$/],
  ["a misspelt flag", ["--strcit"], {}, /^wan-mock: unknown option '--strcit'\n\(Did you mean --strict\?\)$/],
  ["an unknown command", ["bogus"], {}, /^wan-mock: /],
  ["an unknown pace", ["--pace", "fast"], {}, /^wan-mock: pace "fast" is not known: use quick, /],
  [
    "an unknown pace in a variable",
    [],
    { WAN_MOCK_PACE: "polls:0" },
    /^wan-mock: pace "polls:0" is not known/,
  ],
  ["a port that is none", ["--port", "65536"], {}, /whole number from 0 to 65535/],
  ["a port that is none in a variable", [], { WAN_MOCK_PORT: "http" }, /'WAN_MOCK_PORT' is invalid/],
  ["a port that is none in PORT", [], { PORT: "http" }, /^wan-mock: PORT is "http"/],
  ["an empty host", ["--host", ""], {}, /^wan-mock: host is an address to bind/],
  ["a negative seed", ["--seed", "-1"], {}, /whole number from 0/],
  ["a first instant that is none", ["--now", "tomorrow"], {}, /got tomorrow$/],
  ["an unknown clock", ["--clock", "slow"], {}, /Allowed choices are running, frozen/],
  ["an unknown log style", ["--log", "xml"], {}, /Allowed choices are pretty, json, quiet/],
  [
    "a public URL that is none",
    ["--public-url", "here"],
    {},
    /^wan-mock: public URL is an http or https address/,
  ],
  ["an unknown severity", ["--rule", "prompt-is-truncated=loud"], {}, /RULE=error, RULE=warn or RULE=off/],
  [
    "an unknown rule",
    ["--rule", "prompt-is-truncatd=off"],
    {},
    /^wan-mock: there is no rule "prompt-is-truncatd": did you mean "prompt-is-truncated"\?/,
  ],
  [
    "an unknown price list",
    ["--price-list", "1999-01"],
    {},
    /^wan-mock: price list "1999-01" does not exist/,
  ],
  [
    "a spec that is not there",
    ["--spec", "missing.yaml"],
    {},
    /^wan-mock: missing\.yaml: there is no such file$/,
  ],
  [
    "a spec that is no document",
    ["--spec", "package.json"],
    {},
    /^wan-mock: package\.json: "openapi" must name a 3\.x version/,
  ],
  ["--only-spec without a spec", ["--only-spec"], {}, /^wan-mock: --only-spec needs at least one --spec$/],
  ["lint without a file", ["lint"], {}, /^wan-mock: missing required argument 'file'$/],
  [
    "a file to lint that is not there",
    ["lint", "missing.json"],
    {},
    /^wan-mock: missing\.json: there is no such file$/,
  ],
  ["a folder to lint", ["lint", "src"], {}, /^wan-mock: src: it is a folder$/],
  ["an unknown format", ["rules", "--format", "xml"], {}, /Allowed choices are pretty, json/],
  [
    "an unknown model to sample",
    ["sample", "wan9"],
    {},
    /^wan-mock: there is no bundled model "wan9": known are /,
  ],
];

it.concurrent.each(mistakes)(
  "refuses %s with one sentence and exit code 2",
  async (_what, args, env, sentence) => {
    const { code, stdout, stderr } = await runCli(args, { env });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, ""]);
  },
);

it("prints its version", async () => {
  expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

it("prints what it can do", async () => {
  const { code, stdout, stderr } = await runCli(["--help"]);
  expect([code, stderr]).toEqual([0, ""]);
  for (const command of ["serve", "lint", "rules", "sample"])
    expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
});

it("prints the flags of the server with their variables", async () => {
  const { code, stdout } = await runCli(["serve", "--help"]);
  expect(code).toBe(0);
  for (const flag of ["port", "pace", "seed", "spec", "only-spec", "strict", "price-list", "log"]) {
    expect(stdout).toContain(`--${flag}`);
    expect(stdout).toMatch(new RegExp(`env:\\s+WAN_MOCK_${flag.replaceAll("-", "_").toUpperCase()}`));
  }
});

it("lists every flag of the server under the heading of its topic", async () => {
  const { stdout } = await runCli(["serve", "--help"]);
  const [, ...groups] = stdout.split(/^(?=\S.*:$)/m);
  const flags = groups.map((group) => [
    group.split("\n")[0],
    ...[...group.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name),
  ]);
  expect(flags.map(([heading]) => heading)).toEqual([
    "Options:",
    "Serving:",
    "Time and chance:",
    "API keys, credits and limits:",
    "Callbacks:",
    "Control side and journal:",
    "Errors on demand:",
    "What is accepted:",
    "Uploads:",
  ]);
  expect(flags[0]).toEqual(["Options:", "config", "help"]);
});
