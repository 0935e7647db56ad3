/** A fenced code block of a Markdown page. */
export interface PageBlock {
  /** `ts`, `sh`, ...; empty when the fence names none. */
  readonly language: string;
  /** What follows the language on the fence: a file name, or a word for the runner. Readers do not see it. */
  readonly info: string;
  readonly text: string;
  /** Line of the fence in the page, from 1. */
  readonly line: number;
}

/** The code blocks of a page, in order; a command in a table whose last column is `command` is a shell block. */
export function pageBlocks(page: string): readonly PageBlock[] {
  return [...fencedBlocks(page), ...tableCommands(page)].sort((a, b) => a.line - b.line);
}

function tableCommands(page: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  let isOpen = false;
  for (const [index, row] of page.split("\n").entries()) {
    isOpen = row.startsWith("|") && (isOpen || /\| command \|$/.test(row));
    const [, text] = /\| `([^`]+)` \|$/.exec(row) ?? [];
    if (isOpen && text !== undefined) blocks.push({ language: "sh", info: "", text, line: index + 1 });
  }
  return blocks;
}

function fencedBlocks(page: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  for (const match of page.matchAll(/^```(\w*)[ ]?([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [, language = "", info = "", text = ""] = match;
    blocks.push({ language, info, text, line: page.slice(0, match.index).split("\n").length });
  }
  return blocks;
}

/** A command of a shell block, and what the page says of it behind `#`. */
export interface PageCommand {
  readonly command: string;
  readonly remark: string;
}

/** The commands of a shell block: one a line, but for lines that end with `\` or within quotes. */
export function commandsOf(text: string): readonly PageCommand[] {
  const commands: PageCommand[] = [];
  let open = "";
  for (const line of text.split("\n")) {
    const whole = open === "" ? line : `${open}\n${line}`;
    const { code, remark, isQuoted } = withoutRemark(whole);
    const goesOn = isQuoted || code.endsWith("\\");
    if (!goesOn && code.trim() !== "") commands.push({ command: code.trim(), remark });
    open = goesOn ? whole : "";
  }
  if (open !== "") throw new Error(`this command has no end: ${open}`);
  return commands;
}

/** A command and what stands behind ` # ` outside of quotes. */
function withoutRemark(text: string): { code: string; remark: string; isQuoted: boolean } {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote === "" && /^\s?# $/.test(`${text[at - 1] ?? ""}${text.slice(at, at + 2)}`)) {
      return { code: text.slice(0, at).trimEnd(), remark: text.slice(at + 2), isQuoted: false };
    }
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = "";
  }
  return { code: text, remark: "", isQuoted: quote !== "" };
}
