import { readdirSync, readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { vendorDocument } from "../../../src/adapters/documents/vendor-document.js";
import { createContract } from "../../../src/compose/create-contract.js";
import { documentFolder, miniDocument } from "./mini-document.js";

const folder = new URL("../../../openapi/", import.meta.url);
const config = await createConfig({ extends: ["recommended"] });

/** What Redocly's linter says, but for answers that a callback or an operation without refusals has no need of. */
async function complaints(source: string, name: string): Promise<string[]> {
  const problems = await lintFromString({ source, absoluteRef: name, config });
  return problems
    .filter(({ ruleId }) => ruleId !== "operation-4xx-response")
    .map(({ ruleId, message, location: [place] }) => `${ruleId} ${place?.pointer ?? ""}: ${message}`);
}

it.each(readdirSync(folder))("%s pleases a linter", async (name) => {
  const told = await complaints(readFileSync(new URL(name, folder), "utf8"), name);
  // A stock of parts: the merged document uses them.
  const isStock = name === "mock.yaml";
  expect(told.filter((complaint) => !(isStock && complaint.startsWith("no-unused-components")))).toEqual([]);
});

it("the document of the vendor side pleases a linter, whatever models are served", async () => {
  const files = documentFolder();
  const spec = [
    files.write("older.yaml", miniDocument()),
    files.write(
      "several.yaml",
      miniDocument({ modelSchema: "{ type: string, enum: [wan2.6/a, wan2.6-a] }" }),
    ),
  ];
  for (const options of [{}, { spec, onlySpec: true }]) {
    const { models } = await createContract(options);
    expect(await complaints(JSON.stringify(await vendorDocument(models)), "openapi.json")).toEqual([]);
  }
  files.remove();
});
