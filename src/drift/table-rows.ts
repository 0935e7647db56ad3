/** A line of a page, and the cells it has where it is the row of a table. */
export interface PageRow {
  /** Without bars, markup, empty cells and the white space around them: as a table looks that was copied as text. */
  readonly text: string;
  /** The names first, then types, then the rest in its order; one cell for what is no row. */
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
}

const NAME = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*(?:\[\])?$/;
const TYPE = /^(?:string|number|integer|boolean|array|object|file|enum|yes|no)\b/i;
const KEY = /^(?:[1-5]\d\d|\d{3,4}p|wan\d\S*)$/;
const RULER = /^[\s|:-]*-[\s|:-]*$/;

/** The lines of a page; tables may be Markdown, separated by tabs, or have lost their bars. */
export function tableRows(text: string): PageRow[] {
  const rows = text.split(/\r?\n/).map((line, index) => ({ cells: cellsOf(line), line: index + 1 }));
  const found: PageRow[] = [];
  for (let at = 0; at < rows.length; ) {
    const width = rows[at]?.cells.length ?? 0;
    let end = at + 1;
    while (width > 1 && rows[end]?.cells.length === width) end++;
    const order = width > 1 ? columnOrder(rows.slice(at, end).map(({ cells }) => cells)) : [0];
    for (const { cells, line } of rows.slice(at, end)) {
      const ordered = order.map((column) => cells[column] ?? "");
      found.push({
        cells: ordered,
        line,
        text: ordered.filter((cell) => !/^[-\u2013\u2014]$/.test(cell)).join(""),
      });
    }
    at = end;
  }
  return found;
}

/** The first name in a row or a list item: a status, a code or a field. */
export function leadOf({ text, cells }: PageRow): string | undefined {
  const [first = ""] = cells;
  if (cells.length > 1) return NAME.test(first) ? first : undefined;
  const [, glued] = /^([a-z][a-z0-9]*(?:[._][a-z0-9]+)*)(?=[\p{Lu}\p{Lo}])/u.exec(text) ?? [];
  const [, item] =
    /^[-+\u2022]\s+([a-z]+(?:[._][a-z0-9]+)*)\s*(?:$|[:\uff1a(\u2013\u2014-])/.exec(text) ?? [];
  return glued ?? item;
}

/** The tables of HTML as rows with bars, on the lines that they begin on. */
export function withBars(text: string): string {
  return text.replaceAll(/<tr[\s>][^]*?<\/tr>/gi, (row) => {
    const cells = [...row.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]>/gi)].map(([, cell = ""]) =>
      cell
        .replaceAll(/<[^>]*>/g, "")
        .replaceAll(/\s+/g, " ")
        .replaceAll("|", "\\|"),
    );
    return `| ${cells.join(" | ")} |${"\n".repeat(row.split("\n").length - 1)}`;
  });
}

function cellsOf(line: string): string[] {
  const plain = line.replaceAll(/[*`]/g, "").trim();
  if (RULER.test(plain) && plain.includes("|")) return [""];
  if (/(?<!\\)\|/.test(plain)) {
    return plain
      .replace(/^\|/, "")
      .replace(/(?<!\\)\|$/, "")
      .split(/(?<!\\)\|/)
      .map((cell) => cell.replaceAll("\\|", "|").trim());
  }
  return plain.includes("\t") ? plain.split(/\t+/).map((cell) => cell.trim()) : [plain];
}

/** Columns by what they hold: statuses and qualities, then names, then types, then the others. */
function columnOrder(rows: readonly (readonly string[])[]): number[] {
  const ranks = (rows[0] ?? []).map((_cell, column) => {
    const cells = rows.map((row) => row[column] ?? "");
    const share = (pattern: RegExp) => cells.filter((cell) => pattern.test(cell)).length / cells.length;
    if (share(KEY) >= 0.5) return 0;
    if (share(TYPE) >= 0.5) return 2;
    return share(NAME) >= 0.5 ? 1 : 3;
  });
  return ranks.map((_rank, column) => column).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}
