import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

/** The types of the control side's requests and answers, for the page that reads it. */
export async function controlTypesFile(): Promise<string> {
  const document = parse(readFileSync(new URL("../openapi/control.yaml", import.meta.url), "utf8")) as object;
  const text = astToString(
    await openapiTS(document as never, { defaultNonNullable: false, emptyObjectsUnknown: true }),
  );
  return `// Generated from openapi/control.yaml by "npm run generate". Do not edit.\n${text}`;
}
