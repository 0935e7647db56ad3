import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import publishedSchema from "../../schemas/config.schema.json" with { type: "json" };
import { configSchema } from "../../src/options/config-schema.js";
import { checkOptions } from "../../src/options/mock-options.js";
import type { Option } from "../../src/options/option.js";
import { optionTable } from "../../src/options/option-table.js";

const entries = Object.entries<Option<unknown>>(optionTable);
const nameOf = ({ flag }: Option<unknown>) => flag.split(" ")[0] ?? "";
const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
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

describe("the table of flags in README.md", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const table = readme.slice(
    readme.indexOf("| flag | default | |"),
    readme.indexOf("### Configuration file"),
  );
  const rows = table
    .split("\n")
    .slice(2)
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells) => cells.length > 3)
    .map(([, flags = "", standard = ""]) => ({
      flags: [...flags.matchAll(/--[a-z-]+/g)].map(([flag]) => flag),
      standard: standard.replaceAll("`", ""),
    }));

  it("names no other flags", () => {
    const known = ["--config", ...entries.map(([, entry]) => nameOf(entry))];
    expect(rows.length).toBeGreaterThan(20);
    for (const { flags } of rows) {
      expect(flags).not.toEqual([]);
      for (const flag of flags) expect(known).toContain(flag);
    }
  });

  it("states their defaults", () => {
    for (const { flags, standard } of rows) {
      const stated = flags.map((flag) => {
        const entry = entries.find(([, one]) => nameOf(one) === flag)?.[1];
        const value = entry?.default ?? entry?.defaultText;
        return value === false ? "off" : value;
      });
      const known = stated.filter((value) => value !== undefined);
      if (known.length === 0 || standard === "") continue;
      for (const value of known)
        expect([flags, standard]).toEqual([flags, expect.stringContaining(textOf(value))]);
    }
  });

  it("states the defaults that stand among the texts", () => {
    const said = [...table.matchAll(/`(--[a-z-]+)` \((\w+)\)/g)];
    expect(said.length).toBeGreaterThan(0);
    for (const [, flag, standard] of said) {
      const entry = entries.find(([, one]) => nameOf(one) === flag)?.[1];
      expect([flag, textOf(entry?.default)]).toEqual([flag, standard]);
    }
  });
});
