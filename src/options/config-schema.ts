import type { Option, Schema } from "./option.js";
import { optionTable } from "./option-table.js";

/** The JSON Schema of the configuration file, which is `schemas/config.schema.json`. */
export function configSchema(): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "wan-mock configuration",
    description:
      "What wan-mock.config.yaml and wan-mock.config.json hold. Flags and environment variables win over it; every setting has a default.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: {
        description:
          "Where this schema lies, for editors: ./node_modules/wan-mock/schemas/config.schema.json",
        type: "string",
      },
      ...Object.fromEntries(
        Object.entries<Option<unknown>>(optionTable).map(([key, entry]) => [key, propertyOf(entry)]),
      ),
    },
    examples: [
      {
        pace: "realistic",
        seed: 7,
        forwardTo: "http://localhost:3000/hooks",
        policy: { longestDuration: 10, allowedQualities: ["720p"] },
        accounts: { "sk-team-a": { balance: 100, userGroup: "vip" } },
      },
    ],
  };
}

function propertyOf({ summary, description, value, default: standard, examples }: Option<unknown>): Schema {
  return {
    description: description ?? `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...value.schema,
    ...(standard === undefined ? {} : { default: standard }),
    examples,
  };
}
