/** A fenced code block of a Markdown page. */
export interface PageBlock {
  /** `ts`, `sh`, ...; empty when the fence names none. */
  readonly language: string;
  /** What follows the language on the fence: a file name, or what the test expects. Readers do not see it. */
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

/**
 * The commands of a shell block: one a line, but for lines that end with `\\` or within quotes.
 *
 * @throws where zsh reads a command otherwise than bash: it takes comments that are pasted into it for arguments, and
 *   refuses patterns outside of quotes that no file fits
 */
export function commandsOf(text: string): readonly string[] {
  const commands: string[] = [];
  let open = "";
  for (const line of text.split("\n")) {
    const whole = open === "" ? line : `${open}\n${line}`;
    const { hasComment, hasPattern, isQuoted } = shellText(whole);
    if (hasComment) throw new Error(`a comment cannot be pasted into zsh: ${whole}`);
    if (hasPattern) throw new Error(`zsh refuses a pattern that no file fits, so it needs quotes: ${whole}`);
    const goesOn = isQuoted || whole.endsWith("\\");
    if (!goesOn && whole.trim() !== "") commands.push(whole.trim());
    open = goesOn ? whole : "";
  }
  if (open !== "") throw new Error(`this command has no end: ${open}`);
  return commands;
}

/** Whether a text ends within quotes, and whether it has a comment or a pattern for file names outside of them. */
function shellText(text: string): { hasComment: boolean; hasPattern: boolean; isQuoted: boolean } {
  let quote = "";
  let hasComment = false;
  let hasPattern = false;
  for (let at = 0; at < text.length && !hasComment; at++) {
    const character = text[at] ?? "";
    if (quote === "" && character === "#") hasComment = /^\s?$/.test(text[at - 1] ?? "");
    if (quote === "" && /[*?[]/.test(character)) hasPattern ||= !/[\\$]/.test(text[at - 1] ?? "");
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = "";
  }
  return { hasComment, hasPattern, isQuoted: quote !== "" };
}
