/**
 * Compiles the schemas of `openapi/` into plain code, so that the server starts without a compiler, and examples into
 * data; writes the schema of the configuration file from the option table.
 */
import { configSchema } from "../src/options/config-schema.js";
import { generateContract } from "./contract-source.js";
import { controlTypesFile } from "./control-types.js";
import { generateVerify } from "./verify-source.js";
import { writeGenerated } from "./write-generated.js";

writeGenerated("src/contract/generated", await generateContract());
writeGenerated("src/verify/generated", generateVerify());
writeGenerated("schemas", { "config.schema.json": `${JSON.stringify(configSchema(), null, 2)}\n` });
writeGenerated("src/page/generated", { "control-api.ts": await controlTypesFile() });
