import { expect, it } from "vitest";
import { bundledModels } from "../../src/contract/bundled-models.js";
import { headerRules } from "../../src/contract/header-rules.js";
import { rules as bodyRules } from "../../src/contract/rules/rule-list.js";
import { runCli } from "../harness/run-cli.js";

const rules = [...bodyRules, ...headerRules];
const models = bundledModels.map(({ id }) => id);

it("lists every rule in a line: id, severity, models, sentence", async () => {
  const { code, stdout, stderr } = await runCli(["rules"]);
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(rules.length + 1);
  for (const [index, { id, meta }] of rules.entries()) {
    const [first, severity] = (lines[index] ?? "").split(/\s+/);
    expect([first, severity]).toEqual([id, meta.severity]);
    expect(lines[index]).toContain(meta.summary);
  }
  expect(lines.at(-1)).toContain(`${rules.length} rules`);
});

it("tells everything about the rules as JSON", async () => {
  const { code, stdout } = await runCli(["rules", "--format", "json"]);
  expect(code).toBe(0);
  const catalogue = JSON.parse(stdout) as { rules: Record<string, unknown>[] };
  expect(catalogue.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const rule of catalogue.rules) {
    expect(Object.keys(rule)).toEqual(
      expect.arrayContaining([
        "id",
        "summary",
        "severity",
        "models",
        "parameters",
        "source",
        "messages",
        "examples",
      ]),
    );
  }
});

for (const model of models) {
  it(`samples bodies of ${model} that lint finds nothing in`, async () => {
    const one = await runCli(["sample", model]);
    expect([one.code, one.stderr]).toEqual([0, ""]);
    expect((JSON.parse(one.stdout) as { model: string }).model).toBe(model);
    const many = await runCli(["sample", model, "--seed", "5", "--count", "40"]);
    expect(many.stdout.trimEnd().split("\n")).toHaveLength(40);
    const linted = await runCli(["lint", "-"], { input: many.stdout });
    expect(linted).toEqual({ code: 0, stdout: "40 bodies: 0 refused, 0 errors, 0 warnings\n", stderr: "" });
  });
}

it("samples the same body for the same seed and another for another", async () => {
  const sample = (seed: string) => runCli(["sample", "wan2.7-reference-video", "--seed", seed]);
  const [first, second, third] = await Promise.all([sample("3"), sample("3"), sample("4")]);
  expect(second.stdout).toBe(first.stdout);
  expect(third.stdout).not.toBe(first.stdout);
});
