import { bytesOf, bytesOfText } from "../text/bytes-of.js";
import type { Body } from "./rules/define-rule.js";
import { cutCodePoints, promptLimits } from "./truncation.js";

/** Bytes in memory up to which a body is kept whole: a sound one with every URL at 2,048 characters takes half. */
export const MOST_KEPT_BODY = 65_536;

/** Characters kept of a URL, or of any text other than a prompt, where a body is cut. */
export const MOST_KEPT_OF_URL = 2048;

/** A callback is sent to the whole address or not at all; no server takes a longer one. */
const MOST_OF_CALLBACK_URL = 16_384;

/** Items of an array and members of an object that are looked at. */
const MOST_ENTRIES = 100;

/** Levels that are looked at; a documented body has 3. */
const MOST_LEVELS = 4;

/** Characters of a member's name; a longer one is left out. */
const MOST_OF_NAME = 200;

/** Bytes set aside for what is said of the rest. */
const NOTE = 1024;

/**
 * A body as it is kept: the very body unless it takes too much memory, else a copy that is cut. Texts then end in
 * `... [N more characters not kept]`, and the member `...` names what lost items or members. Documented parameters come
 * first, prompts after them, then what the model does not know.
 *
 * @param parameters - the model's, by name
 * @param most - bytes up to which a body is kept whole
 * @returns the body, and about how many bytes it takes in memory
 */
export function keptBody(
  body: Body,
  parameters: Readonly<Record<string, unknown>> = {},
  most: number = MOST_KEPT_BODY,
): { body: Body; bytes: number } {
  const bytes = bytesOf(body, most);
  if (bytes <= most) return { body, bytes };
  const cut = new Cut(most - NOTE);
  const prompts = Object.keys(promptLimits);
  const names = ["callback_url", "model", ...Object.keys(parameters)].filter(
    (name) => !prompts.includes(name),
  );
  const documented = [...new Set([...names, ...prompts])].filter((name) => Object.hasOwn(body, name));
  const others = Object.keys(body).filter((name) => !documented.includes(name));
  const kept: (readonly [name: string, value: unknown])[] = [];
  for (const name of [...documented, ...others.slice(0, MOST_ENTRIES)]) {
    const value = cut.member(name, (body as Readonly<Record<string, unknown>>)[name]);
    if (value !== undefined) kept.push([name, value]);
  }
  // A cut text shares the memory of the whole one until it is written anew.
  const note = cut.note(Math.max(0, others.length - MOST_ENTRIES));
  const copy = JSON.parse(JSON.stringify({ ...Object.fromEntries(kept), ...note })) as Body;
  return { body: copy, bytes: bytesOf(copy) };
}

/** Cuts the members of one body, within the bytes that are left. */
class Cut {
  readonly #named = new Set<string>();
  #unnamed = 0;

  constructor(private left: number) {}

  /** The part of a member that is kept; `undefined` for nothing. */
  member(name: string, value: unknown): unknown {
    this.left -= 32 + Math.min(name.length, MOST_OF_NAME);
    const isKept = name.length <= MOST_OF_NAME && this.left > 0;
    const kept = isKept ? this.#cut(value, name, 1, () => this.#lost(name)) : undefined;
    if (kept === undefined) this.#lost(name);
    return kept;
  }

  /**
   * The member that names what was cut; none where texts alone were.
   *
   * @param further - members that were not looked at
   */
  note(further: number): Readonly<Record<string, string>> {
    const unnamed = this.#unnamed + further;
    if (this.#named.size === 0 && unnamed === 0) return {};
    const others = unnamed === 0 ? [] : [`${unnamed} more`];
    return { "...": `not kept whole: ${[...this.#named, ...others].join(", ")}` };
  }

  #lost(name: string): void {
    if (this.#named.has(name)) return;
    if (name.length <= 40 && this.#named.size < 10) this.#named.add(name);
    else this.#unnamed++;
  }

  #cut(value: unknown, name: string, level: number, lose: () => void): unknown {
    if (typeof value === "string") return this.#text(value, name);
    if (typeof value !== "object" || value === null) {
      this.left -= 8;
      return value;
    }
    if (level > MOST_LEVELS) return undefined;
    this.left -= 64;
    const entries = Object.entries(value);
    const kept: [string, unknown][] = [];
    for (const [key, item] of entries.slice(0, MOST_ENTRIES)) {
      if (this.left <= 0 || key.length > MOST_OF_NAME) break;
      this.left -= 32 + key.length;
      const cut = this.#cut(item, "", level + 1, lose);
      if (cut === undefined) break;
      kept.push([key, cut]);
    }
    if (kept.length < entries.length) lose();
    return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
  }

  #text(text: string, name: string): string | undefined {
    const bytes = bytesOfText(text);
    if (name === "callback_url") {
      if (text.length > MOST_OF_CALLBACK_URL || bytes > this.left) return undefined;
      this.left -= bytes;
      return text;
    }
    // A code point takes up to four bytes.
    const room = Math.floor((this.left - 100) / 4);
    if (room < 100) return undefined;
    const limit = Object.hasOwn(promptLimits, name)
      ? promptLimits[name as keyof typeof promptLimits]
      : MOST_KEPT_OF_URL;
    const kept = cutCodePoints(text, Math.min(limit, room));
    this.left -= 100 + bytesOfText(kept);
    return kept === text ? text : `${kept}... [${text.length - kept.length} more characters not kept]`;
  }
}
