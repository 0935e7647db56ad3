import { describe, expect, it } from "vitest";
import { headerRules } from "../../src/contract/header-rules.js";
import { rules } from "../../src/contract/rules/rule-list.js";
import { habits } from "../../src/insight/habits/habit-list.js";
import { scenarios } from "../../src/simulation/scenarios/scenario-catalogue.js";
import { runCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

describe("wan-mock rules ID", () => {
  it("explains a rule with its messages, its examples and what it says of them", async () => {
    expect(await runCli(["rules", "duration-is-whole-seconds"])).toEqual({
      code: 0,
      stdout: `duration-is-whole-seconds  error
  Refuse a \`duration\` with a fraction

models     all
reads      duration
messages   duration must be a whole number of seconds, got {value}
stated in  ${rules[0]?.meta.source.page ?? ""}, ${rules[0]?.meta.source.at ?? ""}
change it  --rule duration-is-whole-seconds=warn, or --rule duration-is-whole-seconds=off

Accepted
  {"model":"wan2.7-text-to-video","prompt":"A heron lands on a jetty","duration":7}

Refused
  {"model":"wan2.7-text-to-video","prompt":"A heron lands on a jetty","duration":7.5}
    duration must be a whole number of seconds, got 7.5
`,
      stderr: "",
    });
  });

  it("names what is known of the media, and how the task fails", async () => {
    const { stdout } = await runCli(["rules", "asset-image-is-opaque"]);
    expect(stdout).toContain(
      "fails with  image_processing_error: Images with transparency are not supported (the submit is accepted)\n",
    );
    expect(stdout).toContain(
      '\n    where https://cdn.example.com/kite.png is {"kind":"image","format":"png","hasTransparency":true}\n' +
        "    image_start must be without transparency, but the PNG has some\n",
    );
  });

  it.each([...rules, ...headerRules].map(({ id }) => id))("explains %s, also as JSON", async (id) => {
    const { code, stdout, stderr } = await runCli(["rules", id]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.split(" ")[0]).toBe(id);
    const { rules: found } = JSON.parse((await runCli(["rules", id, "--format", "json"])).stdout) as {
      rules: { id: string }[];
    };
    expect(found.map((rule) => rule.id)).toEqual([id]);
  });

  it.each([
    [
      "duration-is-hole-seconds",
      'there is no rule "duration-is-hole-seconds": did you mean duration-is-whole-seconds?',
    ],
    ["q", 'there is no rule "q": "wan-mock rules" lists them'],
  ])("refuses %s", async (id, sentence) => {
    expect(await runCli(["rules", id])).toEqual({ code: 2, stdout: "", stderr: `wan-mock: ${sentence}\n` });
  });
});

describe("wan-mock scenarios NAME", () => {
  it("explains a scenario: who is hit, what is answered, how to ask for it", async () => {
    expect((await runCli(["scenarios", "rate-limited"])).stdout).toBe(`rate-limited  http
  429 rate_limit_exceeded: Too many requests, please try again later

hits       submits (POST /v1/videos/generations)
answer     429, Retry-After: 1
           {"error":{"code":"rate_limit_exceeded","message":"Too many requests, please try again later","type":"rate_limit_error"}}
header     X-Wan-Mock-Scenario: rate-limited, on the submit
prompt     [mock:rate-limited] anywhere in it
API key    sk-mock-rate-limited
queue      POST /_mock/scenarios/next with {"name":"rate-limited","times":2}
in a test  mock.scenario("rate-limited", { times: 2 })
by chance  --chaos rate-limited=0.05
limit      rate-limited:2 hits the first two calls of each API key

Try it
  curl -i http://127.0.0.1:2727/v1/videos/generations -H 'Authorization: Bearer any-key' -H 'X-Wan-Mock-Scenario: rate-limited' -H 'Content-Type: application/json' -d '{"model":"wan2.7-text-to-video","prompt":"A fox"}'
`);
  });

  it.each([...scenarios.map(({ name }) => name), "http-503", "query/http-502", "rate-limited:2"])(
    "explains %s",
    async (name) => {
      const { code, stdout, stderr } = await runCli(["scenarios", name]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(new RegExp(`^${name.replace(/:2$/, "")}  `));
    },
  );

  it("explains one of a file, but for the API key that it waits for", async () => {
    const file = temporaryFolder().write(
      "own.yaml",
      "scenarios:\n  - { name: crowded-monday, match: { key: sk-secret, prompt: rain }, times: 2, use: rate-limited }\n",
    );
    const { stdout } = await runCli(["scenarios", "crowded-monday", "--scenarios", file]);
    expect(stdout).toContain(`crowded-monday  file\n  rate-limited\n\nstated in  ${file}:2:13\n`);
    expect(stdout).toContain(
      'submits that match {"key":"...","prompt":"rain"}, and those that ask for it by name\n',
    );
    expect(stdout).toContain("limit      the first 2 matching submits of each API key\n");
    expect(stdout).not.toContain("sk-secret");
  });

  it("guesses a misspelt one", async () => {
    expect(await runCli(["scenarios", "rate-limitd"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'wan-mock: there is no scenario "rate-limitd": did you mean rate-limited or query/rate-limited?\n',
    });
    expect((await runCli(["scenarios", "q"])).stderr).toBe(
      'wan-mock: there is no scenario "q": "wan-mock scenarios" lists them\n',
    );
  });
});

describe("wan-mock habits ID", () => {
  it("explains a habit with its cost, the way out and an example", async () => {
    expect((await runCli(["habits", "ignores-retry-after"])).stdout).toBe(`ignores-retry-after  warn
  Sends the same call again before the time in Retry-After is over; 30 s are always enough

costs      The call is refused again, and a service under load is kept there
instead    Wait as many seconds as Retry-After says before the next call of that key
stated in  guide, 9. Error handling and common status codes
leave out  wan-mock habits --except ignores-retry-after

For example
    A submit is answered 429 with Retry-After: 5, and comes again after 1 s
`);
  });

  it.each(habits)("has an example of $id", async ({ id, meta }) => {
    const { code, stdout } = await runCli(["habits", id]);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nFor example\n    ${meta.example}\n`);
    expect(meta.example).not.toMatch(/\.$/);
  });

  it("guesses a misspelt one", async () => {
    expect(await runCli(["habits", "polls-to-often"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'wan-mock: there is no habit "polls-to-often": did you mean polls-too-often or polls-after-end?\n',
    });
  });
});
