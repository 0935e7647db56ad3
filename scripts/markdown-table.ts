/** A Markdown table. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return `${line(header)}|${"---|".repeat(header.length)}\n${rows.map(line).join("")}`;
}

/** Text as code; nothing where there is none. */
export function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}
