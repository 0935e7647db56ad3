import { quoteForMessage } from "../../errors/quote-for-message.js";
import { hasControlCharacters } from "../../text/control-characters.js";

/** Longest name of a file, and of a part of a path, in characters. */
const LONGEST_NAME = 200;

/** Longest upload path, in characters. */
const LONGEST_PATH = 500;

const LONE_SURROGATE = /\p{Cs}/u;

/** A name or a path that is accepted, or why it is not. */
export type NameVerdict = { readonly name: string } | { readonly problem: string };

/**
 * Judges the name that a client gives a file.
 *
 * @param param - the name of its parameter
 */
export function readFileName(param: string, given: string): NameVerdict {
  const problem = flawOf(given);
  if (problem === undefined) return { name: given };
  return {
    problem: `${param} must be the plain name of a file, got ${quoteForMessage(given)}: it ${problem}`,
  };
}

/** Judges the folder that a client wants a file in: names with `/` between, one more in front or behind does not count. */
export function readUploadPath(param: string, given: string): NameVerdict {
  const path = given.replace(/^\//, "").replace(/\/$/, "");
  const problem =
    path.length > LONGEST_PATH
      ? `has more than ${LONGEST_PATH} characters`
      : path
          .split("/")
          .map(flawOf)
          .find((flaw) => flaw !== undefined);
  if (problem === undefined) return { name: path };
  return {
    problem: `${param} must be names of folders with / between, got ${quoteForMessage(given)}: it ${problem}`,
  };
}

/** The name under which a client keeps a file, made fit to be shown: its last part, without control characters. */
export function originalName(given: string | undefined): string | undefined {
  const [, last = ""] = /([^/\\]*)$/.exec(given ?? "") ?? [];
  const shown = [...last].filter((one) => !hasControlCharacters(one) && !LONE_SURROGATE.test(one));
  return shown.length === 0 ? undefined : shown.slice(0, LONGEST_NAME).join("");
}

function flawOf(name: string): string | undefined {
  if (name === "") return "has an empty part";
  if (name === "." || name === "..") return `holds the part ${quoteForMessage(name)}`;
  if (/[/\\]/.test(name)) return "holds a slash or a backslash";
  if (hasControlCharacters(name)) return "holds a control character";
  if (name.length > LONGEST_NAME) return `has a part of more than ${LONGEST_NAME} characters`;
  return LONE_SURROGATE.test(name) ? "holds half of a surrogate pair" : undefined;
}
