import type { JsonObject } from "../text/is-json-object.js";

/** A body as a page states it that was rendered for reading. */
export interface RenderedBody {
  /** As a schema; members of objects are folded away on the page. */
  readonly schema: JsonObject;
  /** Line of each parameter, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

export type RenderedPart = "request" | "response";

const NAME = /^[a-z][a-z0-9_]*$/;
const TYPE =
  /^(?:enum<(\w+)>|(string|number|integer|boolean|object|array|file)(?:<([\w-]+)>)?)((?:\[\])*)(\s*\|\s*null)?$/;

/** Headings of the parts in the languages that the pages come in. */
const HEADINGS: Readonly<Record<RenderedPart, RegExp>> = {
  request:
    /^(?:(?:Request )?Body|请求体|請求體|Cuerpo(?: de la solicitud)?|Corps(?: de la requête)?|(?:リクエスト)?(?:ボディ|本文)|요청 본문|본문|Corpo(?: da requisição)?|Тело запроса)$/i,
  response:
    /^(?:Responses?|响应|響應|返回|Respuestas?|Antwort(?:en)?|Réponses?|レスポンス|応答|응답|Respostas?|Rispost[ae]|Ответ)$/i,
};
const REQUIRED =
  /^(?:required|必填|必需|requerid[oa]|obligatori[oa]|erforderlich|requis|obligatoire|必須|필수|obrigatório|обязательно)$/i;
const DEFAULT =
  /^(?:default|默认(?:值)?|預設|デフォルト|기본값|predeterminado|por defecto|Standard(?:wert)?|par défaut|padrão)\s*[:：]\s*(.+)$/i;

/** Whether a line names a parameter, by the type that stands below it. */
export function isParameterName(line: string, next: string): boolean {
  return NAME.test(line) && TYPE.test(next);
}

/** Whether a line begins the part about the answer on a rendered page. */
export function beginsResponse(line: string): boolean {
  return HEADINGS.response.test(line);
}

/** Reads the body on a rendered page; `undefined` where it states none. */
export function renderedBody(text: string, part: RenderedPart = "request"): RenderedBody | undefined {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .replace(/^#{1,6}\s+/, "")
      .replaceAll("`", "")
      .trim(),
  );
  const start = lines.findIndex((line) => HEADINGS[part].test(line));
  if (start === -1) return undefined;
  const other = HEADINGS[part === "request" ? "response" : "request"];
  const end = lines.findIndex((line, index) => index > start && other.test(line));
  const body = lines.slice(start, end === -1 ? undefined : end);
  const names = [...body.keys()].filter((index) => {
    const next = body.slice(index + 1, index + 4).find((line) => line !== "") ?? "";
    return isParameterName(body[index] ?? "", next);
  });
  if (names.length === 0) return undefined;
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  const places = new Map<string, number>();
  for (const [count, index] of names.entries()) {
    const name = body[index] ?? "";
    const section = body.slice(index + 1, names[count + 1]).filter((line) => line !== "");
    properties.push([name, schemaOf(section)]);
    if (section.slice(1, 4).some((line) => REQUIRED.test(line))) required.push(name);
    places.set(name, start + index + 1);
  }
  return {
    schema: { type: "object", required, properties: Object.fromEntries(properties) },
    lines: places,
  };
}

/** The schema that the lines below a parameter's name state. */
function schemaOf(section: readonly string[]): JsonObject {
  const [first = "", ...rest] = section;
  const [, listed, plain = "", format, brackets = "", orNull] = TYPE.exec(first) ?? [];
  const type = listed ?? (plain === "file" ? "string" : plain);
  const isList = brackets !== "";
  const types = (name: string) => (orNull === undefined ? name : [name, "null"]);
  const item = { type: isList ? type : types(type), ...(format === undefined ? {} : { format }) };
  const stated = Object.assign({}, ...rest.map((line) => boundsOf(line, isList, type))) as JsonObject;
  const options = listed === undefined ? rest.indexOf("Available options:") : optionsAt(rest);
  const values =
    options === -1 ? [] : optionsBelow(rest.slice(options + 1)).map((value) => valueOf(value, type));
  return {
    ...(isList ? { type: types("array"), items: item } : item),
    ...(values.length === 0 ? {} : { enum: values }),
    ...stated,
  };
}

function boundsOf(line: string, isList: boolean, type: string): JsonObject {
  const [, standard] = DEFAULT.exec(line) ?? [];
  if (standard !== undefined) return isList ? {} : { default: valueOf(standard, type) };
  const nounOf = (what: string) => (what === "string" ? "Length" : "Items");
  const [, side, what = "", count] = /^(Minimum|Maximum) (string|array) length: (\d+)/.exec(line) ?? [];
  if (side !== undefined) return { [`${side.slice(0, 3).toLowerCase()}${nounOf(what)}`]: Number(count) };
  const [, kind, least, most = least] =
    /^Required (string|array) length: (\d+)(?: - (\d+))?/.exec(line) ?? [];
  if (kind !== undefined) {
    return { [`min${nounOf(kind)}`]: Number(least), [`max${nounOf(kind)}`]: Number(most) };
  }
  const [, range] = /^[^\d:：]+[:：]\s*((?:-?[\d.]+ <=? )?x(?: [<>]=? -?[\d.]+)?)$/.exec(line) ?? [];
  if (range !== undefined) return rangeOf(range);
  return line === "deprecated" ? { deprecated: true } : {};
}

/** Where a list of values begins: below its label, which stands behind the prose whatever it is called. */
function optionsAt(lines: readonly string[]): number {
  const label = lines.indexOf("Available options:");
  if (label !== -1) return label;
  return lines.findLastIndex(
    (line, index) => /[:：]$/.test(line) && /^[\w.:/-]+,?$/.test(lines[index + 1] ?? ""),
  );
}

/** `2 <= x <= 15`, `x >= 2`, `x < 15`. */
function rangeOf(text: string): JsonObject {
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
