import type { JsonObject } from "../text/is-json-object.js";
import type { RenderedBody } from "./rendered-page.js";
import type { PageRow } from "./table-rows.js";

/** The fields of one table, as a schema; the members of an object by their dotted names. */
export interface FieldTable extends RenderedBody {
  /** As the table has them. */
  readonly names: readonly string[];
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly line: number;
}

const TYPES = "string|number|integer|boolean|array|object";
const NAME = "[a-z][A-Za-z0-9]*(?:_[a-z0-9]+)*(?:\\.[a-z][A-Za-z0-9_]*)*";
const ROW = new RegExp(`^(${NAME})$`);
const GLUED = new RegExp(`^(${NAME}?)(${TYPES})(?![a-z])`);
const ITEM = new RegExp(`^[-+\\u2022]\\s+(${NAME})\\s*[-\\u2013\\u2014:(,]*\\s*(${TYPES})\\b`);

/** The tables and lists of a page that give fields with their types. */
export function fieldTables(rows: readonly PageRow[]): FieldTable[] {
  const tables: Field[][] = [];
  let last = -1;
  for (const row of rows) {
    const field = fieldOf(row);
    if (field === undefined) continue;
    if (row.line > last + 1) tables.push([]);
    tables.at(-1)?.push(field);
    last = row.line;
  }
  return tables.filter((fields) => fields.length > 1).map(tableOf);
}

function fieldOf({ text, cells, line }: PageRow): Field | undefined {
  if (cells.length > 1) {
    const [first = "", second = ""] = cells;
    const [, type] = new RegExp(`^(${TYPES})\\b`).exec(second) ?? [];
    return ROW.test(first) && type !== undefined ? { name: first, type, line } : undefined;
  }
  const [, name, type] = GLUED.exec(text) ?? ITEM.exec(text) ?? [];
  return name === undefined || type === undefined ? undefined : { name, type, line };
}

function tableOf(fields: readonly Field[]): FieldTable {
  const root: FieldMember = { members: new Map() };
  for (const { name, type } of fields) {
    let owner = root;
    for (const part of name.split(".")) {
      const member = owner.members.get(part) ?? { members: new Map() };
      owner.members.set(part, member);
      owner = member;
    }
    owner.type = type;
  }
  return {
    schema: schemaOf(root),
    names: fields.map(({ name }) => name),
    lines: new Map(fields.map(({ name, line }) => [name, line])),
  };
}

interface FieldMember {
  type?: string;
  readonly members: Map<string, FieldMember>;
}

function schemaOf({ type, members }: FieldMember): JsonObject {
  if (members.size === 0) return type === undefined ? {} : { type };
  return {
    type: "object",
    properties: Object.fromEntries([...members].map(([name, member]) => [name, schemaOf(member)])),
  };
}
