import { createMock } from "../src/compose/create-mock.js";
import { code, markdownTable } from "./markdown-table.js";

interface Described {
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
}

type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

/** The routes of the vendor side. */
export async function vendorRouteTable(): Promise<string> {
  const rows = operationsOf(await pathsOf("/_mock/openapi.json")).map(([label, { summary }]) => [
    code(label),
    summary,
  ]);
  return markdownTable(["route", "effect"], rows);
}

/** The routes of the control side, each with its query and an example of its body. */
export async function controlRouteTable(): Promise<string> {
  const rows = operationsOf(await pathsOf("/_mock/control.openapi.json")).map(([label, described]) => [
    code(label),
    described.summary,
    queryOf(described),
    code(bodyOf(described)),
  ]);
  return markdownTable(["route", "effect", "query", "body, for example"], rows);
}

async function pathsOf(document: string): Promise<Paths> {
  await using mock = createMock();
  const answer = await mock.fetch(document);
  return ((await answer.json()) as { paths: Paths }).paths;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

function operationsOf(paths: Paths): [label: string, Described][] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, described]): [string, Described] => [`${method.toUpperCase()} ${path}`, described]),
  );
}

function queryOf({ parameters = [] }: Described): string {
  return parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name }) => code(name))
    .join(", ");
}

/** The first example that has members. */
function bodyOf({ requestBody }: Described): string {
  const examples = Object.values(requestBody?.content["application/json"]?.examples ?? {});
  return examples.map(({ value }) => JSON.stringify(value)).find((text) => text !== "{}") ?? "";
}
