import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, it } from "vitest";
import { plainEnvironment } from "../harness/plain-environment.js";

const run = promisify(execFile);
const root = new URL("../../", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  exports: Record<string, string | { types: string; default: string }>;
};

/** Values that an entry of the built package exports. */
async function valuesOf(file: string): Promise<string[]> {
  const script = `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(pathToFileURL(file).href)}))))`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    env: plainEnvironment(),
  });
  return (JSON.parse(stdout) as string[]).sort();
}

/** Types and values that its declarations export. */
function declaredOf(file: string): string[] {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, skipLibCheck: true });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return symbol === undefined
    ? []
    : checker
        .getExportsOfModule(symbol)
        .map(({ name }) => name)
        .sort();
}

it("exports what it promises, entry by entry, and nothing else", async () => {
  const told: Record<string, { values: string; types: string }> = {};
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (typeof target === "string") continue;
    const values = await valuesOf(fileURLToPath(new URL(target.default, root)));
    const declared = declaredOf(fileURLToPath(new URL(target.types, root)));
    expect(declared).toEqual(expect.arrayContaining(values));
    told[entry] = {
      values: values.join(" "),
      types: declared.filter((name) => !values.includes(name)).join(" "),
    };
  }
  expect(told).toMatchInlineSnapshot(`
    {
      ".": {
        "types": "AccountChange AccountLimits AccountMovement Asset AssetFolder AssetsOfRequest Attempt AwaitedEntry CallbackReceiver CompletedTask Coverage CoverageFilter CoverageGroupName CoverageItem CoverageSection CoverageShare CustomNames Delivery EntryFilter Estimate FailedTask Failure Finding FindingName HabitFilter HabitFinding HabitId ImageToVideoRequest JournaledCallback JournaledEntry JournaledRequest JournaledSettlement KitErrorCode KnownAsset Mock MockAccount MockConfig MockHooks MockJournal MockOptions MockRecording MockTask MockTasks ModelId ReceivedCallback ReceiverAnswer ReceiverReply ReferenceVideoRequest RequestFilter RequestVerdict Rule RuleExample RuleId RuleMeta RuleSetting ScenarioName Severity SocketlessMock SocketlessOptions Source TaskError TaskFailure TaskFailureCode TaskFilter TextToVideoRequest VendorErrorBody VideoEditRequest VideoTask WanRequest",
        "values": "KitError createMock defineConfig estimateCost rules sampleRequest startMock validateRequest",
      },
      "./matchers": {
        "types": "WanMockMatchers",
        "values": "matchers",
      },
      "./msw": {
        "types": "WanMockHandlersOptions",
        "values": "wanMockHandlers",
      },
      "./register": {
        "types": "",
        "values": "",
      },
      "./vitest": {
        "types": "",
        "values": "useMock",
      },
    }
  `);
});

it("keeps its insides out of its declarations", () => {
  for (const file of ["mock", "compose-mock", "create-contract", "start-mock"]) {
    const text = readFileSync(new URL(`dist/types/src/compose/${file}.d.ts`, root), "utf8");
    expect(text).not.toMatch(/composeWith|ComposedMock|bundledContract/);
  }
});
