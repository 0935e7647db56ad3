import { LineCounter, parseDocument } from "yaml";

import { repeatedKey } from "../../text/repeated-key.js";

/**
 * The value of a YAML text, `{}` for an empty one.
 *
 * @throws {Error} with line and column; never shows the text, as it may hold API keys
 */
export function parseStrictYaml(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(firstLineOf(fault), { cause: fault });
  const repeated = repeatedKey(document);
  if (repeated !== undefined) {
    const { line, col } = lines.linePos(repeated.offset);
    throw new Error(`Map keys must be unique at line ${line}, column ${col}`);
  }
  return (document.toJS() as unknown) ?? {};
}

/** The first line of a message: the others are a piece of the file. */
function firstLineOf({ message }: Error): string {
  // The parser calls itself for each level, and reports the end of the stack as a fault of the text.
  if (/call stack/i.test(message)) return "it is nested too deeply";
  return message.replace(/:?\n[^]*$/, "");
}
