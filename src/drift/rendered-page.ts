import type { Json } from "./schema-node.js";

/** The request body as a page states it that was rendered for reading. */
export interface RenderedBody {
  /** What the page shows of it, as a schema; members of objects are folded away there. */
  readonly schema: Json;
  /** Line of each parameter, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

const NAME = /^[a-z][a-z0-9_]*$/;
const TYPE = /^(?:enum<(\w+)>|(string|number|integer|boolean|object|array)(?:<([\w-]+)>)?)((?:\[\])*)$/;

/** Whether a line names a parameter, by the type that stands below it. */
export function isParameterName(line: string, next: string): boolean {
  return NAME.test(line) && TYPE.test(next);
}

/** Reads the part "Body" of a rendered page; `undefined` where it has none. */
export function renderedBody(text: string): RenderedBody | undefined {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .replace(/^#{1,6}\s+/, "")
      .replaceAll("`", "")
      .trim(),
  );
  const start = lines.indexOf("Body");
  if (start === -1) return undefined;
  const end = lines.indexOf("Response", start);
  const body = lines.slice(start, end === -1 ? undefined : end);
  const names = [...body.keys()].filter((index) => isParameterName(body[index] ?? "", nextOf(body, index)));
  if (names.length === 0) return undefined;
  const properties: [string, Json][] = [];
  const required: string[] = [];
  const places = new Map<string, number>();
  for (const [count, index] of names.entries()) {
    const name = body[index] ?? "";
    const section = body.slice(index + 1, names[count + 1]).filter((line) => line !== "");
    properties.push([name, schemaOf(section)]);
    if (section[1] === "required" || section[2] === "required") required.push(name);
    places.set(name, start + index + 1);
  }
  return {
    schema: { type: "object", required, properties: Object.fromEntries(properties) },
    lines: places,
  };
}

function nextOf(lines: readonly string[], index: number): string {
  return lines.slice(index + 1, index + 4).find((line) => line !== "") ?? "";
}

/** The schema that the lines below a parameter's name state. */
function schemaOf(section: readonly string[]): Json {
  const [first = "", ...rest] = section;
  const [, listed, plain = "", format, brackets = ""] = TYPE.exec(first) ?? [];
  const type = listed ?? plain;
  const isList = brackets !== "";
  const item = { type, ...(format === undefined ? {} : { format }) };
  const stated = Object.assign({}, ...rest.map((line) => boundsOf(line, isList, type))) as Json;
  const options = rest.indexOf("Available options:");
  const values =
    options === -1 ? [] : optionsBelow(rest.slice(options + 1)).map((value) => valueOf(value, type));
  return {
    ...(isList ? { type: "array", items: item } : item),
    ...(values.length === 0 ? {} : { enum: values }),
    ...stated,
  };
}

function boundsOf(line: string, isList: boolean, type: string): Json {
  const [, standard] = /^default:\s*(.+)$/.exec(line) ?? [];
  if (standard !== undefined) return isList ? {} : { default: valueOf(standard, type) };
  const [, side, what, count] = /^(Minimum|Maximum) (string|array) length: (\d+)/.exec(line) ?? [];
  if (side !== undefined) {
    return {
      [`${side === "Minimum" ? "min" : "max"}${what === "string" ? "Length" : "Items"}`]: Number(count),
    };
  }
  const [, kind, least, most = least] =
    /^Required (string|array) length: (\d+)(?: - (\d+))?/.exec(line) ?? [];
  if (kind !== undefined) {
    const noun = kind === "string" ? "Length" : "Items";
    return { [`min${noun}`]: Number(least), [`max${noun}`]: Number(most) };
  }
  const [, range] = /^Required range: (.+)$/.exec(line) ?? [];
  if (range !== undefined) return rangeOf(range);
  return line === "deprecated" ? { deprecated: true } : {};
}

/** `2 <= x <= 15`, `x >= 2`, `x < 15`. */
function rangeOf(text: string): Json {
  const [, low, lowSign] = /(-?[\d.]+) (<=?) x/.exec(text) ?? [];
  const [, sign, value] = /x ([<>]=?) (-?[\d.]+)/.exec(text) ?? [];
  const bounds: Record<string, number> = {};
  if (low !== undefined) bounds[lowSign === "<" ? "exclusiveMinimum" : "minimum"] = Number(low);
  if (value !== undefined) {
    const side = sign?.startsWith("<") === true ? "aximum" : "inimum";
    bounds[sign?.endsWith("=") === true ? `m${side}` : `exclusiveM${side}`] = Number(value);
  }
  return bounds;
}

/** Values of a list, one a line with commas between. */
function optionsBelow(lines: readonly string[]): string[] {
  const options: string[] = [];
  for (const line of lines) {
    options.push(...line.split(/,\s*/).filter((value) => value !== ""));
    if (!line.endsWith(",")) break;
  }
  return options;
}

function valueOf(text: string, type: string): unknown {
  const plain = text.replace(/^"(.*)"$/, "$1");
  if (type === "number" || type === "integer") return Number(plain);
  if (type === "boolean") return plain === "true";
  return plain;
}
