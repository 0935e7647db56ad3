/** A paragraph, a list or a table of a description. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** A piece of a line: text, or code between backticks. */
export interface Span {
  readonly isCode: boolean;
  readonly text: string;
}

/** Reads the little Markdown that descriptions are written in: paragraphs, lists, tables. Everything else is text. */
export function blocksOf(text: string): Block[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((part) => blockOf(part.split("\n").map((line) => line.trim())));
}

function blockOf(lines: readonly string[]): Block[] {
  if (lines.every((line) => line === "")) return [];
  if (lines.length > 2 && lines.every((line) => line.startsWith("|"))) {
    const [head = [], _ruler, ...rows] = lines.map((line) =>
      line
        .replace(/^\||\|$/g, "")
        .split("|")
        .map((cell) => cell.trim()),
    );
    return [{ kind: "table", head, rows }];
  }
  const first = lines.findIndex((line) => /^[-*] /.test(line));
  if (first < 0) return [{ kind: "paragraph", text: lines.join(" ") }];
  const items: string[] = [];
  for (const line of lines.slice(first)) {
    if (/^[-*] /.test(line)) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ""} ${line}`);
  }
  return [...blockOf(lines.slice(0, first)), { kind: "list", items }];
}

/** The pieces of a line; a backtick without a partner is a character. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: code = "" } of text.matchAll(/`([^`]+)`/g)) {
    if (index > from) spans.push({ isCode: false, text: text.slice(from, index) });
    spans.push({ isCode: true, text: code });
    from = index + whole.length;
  }
  if (from < text.length) spans.push({ isCode: false, text: text.slice(from) });
  return spans;
}
