import { describe, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.js";

describe("a variable that nobody reads", () => {
  it("is named with the known one that is closest", async () => {
    const env = { WAN_MOCK_PROT: "4000", WAN_MOCK_JOURNAL_ENTRY: "5", WAN_MOCK_VERIFY_KEYS: "sk" };
    const { code, stdout, stderr } = await runCli(["rules", "--format", "json"], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("rules");
    expect(stderr.trim().split("\n").sort()).toEqual([
      "wan-mock: warning: nothing reads the variable WAN_MOCK_JOURNAL_ENTRY: did you mean WAN_MOCK_JOURNAL_ENTRIES?",
      "wan-mock: warning: nothing reads the variable WAN_MOCK_PROT: did you mean WAN_MOCK_PORT?",
      "wan-mock: warning: nothing reads the variable WAN_MOCK_VERIFY_KEYS: did you mean WAN_MOCK_VERIFY_KEY?",
    ]);
  });

  it("is named alone where none resembles it", async () => {
    const { code, stderr } = await runCli(["rules"], { env: { WAN_MOCK_ZZQQXXYYKKWW: "1" } });
    expect([code, stderr]).toEqual([
      0,
      "wan-mock: warning: nothing reads the variable WAN_MOCK_ZZQQXXYYKKWW\n",
    ]);
  });

  it("is none that another command or the preload reads", async () => {
    const env = {
      WAN_MOCK_URL: "http://127.0.0.1:2727",
      WAN_MOCK_PROXY: "http://127.0.0.1:1",
      WAN_MOCK_NETWORK: "open",
      WAN_MOCK_COVERAGE: "coverage-wan-mock",
      WAN_MOCK_CONFIG: "none.yaml",
      WAN_MOCK_VERIFY_OTHER_KEY: "sk",
      WAN_MOCK_CONTROL_TOKEN: "hush",
      WAN_MOCK_COMMAND: "wan-mock",
      OTHER_WAN_MOCK_PROT: "1",
    };
    expect((await runCli(["rules"], { env })).stderr).toBe("");
  });
});

describe("an unknown command", () => {
  it.each([
    [["serv"], 'unknown command "serv": did you mean serve?'],
    [["lintt", "body.json"], 'unknown command "lintt": did you mean lint?'],
    [["senarios", "--format", "json"], 'unknown command "senarios": did you mean scenarios?'],
    [["bogus"], 'unknown command "bogus": known are serve, run, proxy, init, lint, '],
    [[""], 'unknown command "": known are serve, '],
  ])("is refused with the known one that is closest: %j", async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(`wan-mock: ${sentence}`);
  });

  it("is refused behind flags of the server as well", async () => {
    const { code, stderr } = await runCli(["--port", "0", "serv"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("wan-mock: ")]);
  });
});

it("names the house rules as the flag writes them", async () => {
  expect((await runCli(["--policy", "longest=3"])).stderr).toBe(
    "wan-mock: policy.longest is no house rule: known are longest-duration, allowed-qualities, daily-credits\n",
  );
  expect((await runCli(["--policy", "longest-duration=x"])).stderr).toBe(
    'wan-mock: policy.longest-duration must be a whole number of seconds from 1, such as 10, got "x"\n',
  );
});
