import type { Parameter } from "./reference.js";

/**
 * The path and query of a call.
 *
 * @param path - as the document writes it: `/v1/tasks/{task_id}`
 * @param values - by name; empty ones are left out of the query
 */
export function callAddress(
  path: string,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
): string {
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const query = parameters
    .filter(({ in: place, name }) => place === "query" && (values[name] ?? "") !== "")
    .map(({ name }) => [name, values[name] ?? ""]);
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}

/** The headers of a call, but for key and content type; empty ones are left out. */
export function callHeaders(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    parameters
      .filter(({ in: place, name }) => place === "header" && (values[name] ?? "") !== "")
      .map(({ name }) => [name, values[name] ?? ""]),
  );
}

/** What a field starts with: the first example of a parameter that the address needs. */
export function firstValue({ in: place, examples = {} }: Parameter): string {
  const [first] = Object.values(examples);
  return place === "path" && typeof first?.value === "string" ? first.value : "";
}
