import { canonicalJson } from "../../text/canonical-json.js";
import type { JsonObject } from "../../text/is-json-object.js";

/** Deeper than any schema that a document states. */
const DEEPEST = 1000;

/** A schema without its examples, which make no other schema of it. */
function withoutExamples(schema: JsonObject): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === "examples" && Array.isArray(value) ? undefined : value,
    ),
  );
}

/** The schemas of a document that is put together from several: equal ones stand there once, names never collide. */
export class ComponentSchemas {
  readonly #schemas = new Map<string, { readonly schema: JsonObject; readonly text: string | undefined }>();

  /**
   * Adds a schema under a name, or under the name with a number behind it when another schema has the name.
   *
   * @param resolved - the schema without references, by which equal ones are known
   * @returns the reference to it
   */
  add(name: string, schema: JsonObject, resolved = schema): string {
    const text = canonicalJson(withoutExamples(resolved), DEEPEST);
    const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, "-");
    for (let number = 1; ; number++) {
      const key = number === 1 ? plain : `${plain}-${number}`;
      const known = this.#schemas.get(key);
      if (known === undefined) this.#schemas.set(key, { schema, text });
      else if (text === undefined || known.text !== text) continue;
      return `#/components/schemas/${key}`;
    }
  }

  /** All schemas by name. */
  get byName(): JsonObject {
    return Object.fromEntries([...this.#schemas].map(([name, { schema }]) => [name, schema]));
  }
}
