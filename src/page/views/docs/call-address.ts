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
  const query = new URLSearchParams();
  for (const { in: place, name } of parameters) {
    const value = values[name] ?? "";
    if (place === "query" && value !== "") query.append(name, value);
  }
  const search = query.toString();
  return search === "" ? filled : `${filled}?${search}`;
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
