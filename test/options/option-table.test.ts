import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import publishedSchema from "../../schemas/config.schema.json" with { type: "json" };
import { configSchema } from "../../src/options/config-schema.js";
import { checkOptions } from "../../src/options/mock-options.js";
import type { Option } from "../../src/options/option.js";
import { optionTable } from "../../src/options/option-table.js";

const entries = Object.entries<Option<unknown>>(optionTable);
const nameOf = ({ flag }: Option<unknown>) => flag.split(" ")[0] ?? "";
const fits = new Ajv2020({ allowUnionTypes: true }).compile(configSchema());

describe("the option table", () => {
  it("is what the schema of the configuration file says", () => {
    expect(publishedSchema).toEqual(JSON.parse(JSON.stringify(configSchema())));
  });

  it("gives each option a flag of its own", () => {
    const flags = entries.map(([, entry]) => nameOf(entry));
    expect(new Set(flags).size).toBe(entries.length);
    for (const flag of flags) expect(flag).toMatch(/^--[a-z]+(?:-[a-z]+)*$/);
  });

  it.each(entries)("has defaults and examples of %s that the library takes", (key, entry) => {
    for (const value of [...entry.examples, entry.default]) checkOptions({ [key]: value });
  });

  it.each(entries)("lets file and library take the same values of %s", (key, { value: kind }) => {
    const values = [-1, 0, 1, 0.5, 12.1234567, 1e-7, 1e8, 1e8 + 1, 1e16, 32_000_001, true, "", "text", "5"];
    // Their readers check the rest of these, for files and the library alike.
    const isReadLater = kind.read !== undefined;
    for (const value of [...values, [], ["a,b"], {}, { a: 0.5 }, null]) {
      const isOfLibrary = kind.fault(value) === undefined;
      const isOfFile = fits({ [key]: value });
      if (typeof kind.schema["additionalProperties"] === "object" || isReadLater) {
        if (isOfFile) expect([value, isOfLibrary]).toEqual([value, true]);
      } else if (kind.isRepeatable === true) {
        // A file may leave out the brackets of a list of one.
        if (isOfLibrary && Array.isArray(value)) expect([value, isOfFile]).toEqual([value, true]);
      } else expect([value, isOfFile]).toEqual([value, isOfLibrary]);
    }
  });
});
