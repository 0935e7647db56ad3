import type { Finding } from "./finding.js";

/** Takes the place of an API key that was sent by mistake. */
const HIDDEN = "KEY";

/** A key of the vendor's form, whoever's it is; keys that name a scenario of the mock are no secret. */
const VENDOR_KEY = /(?<![A-Za-z0-9])sk-(?!mock-)[\w-]{8,}/g;

/** From this length on a key is hidden wherever it stands; a shorter one could be part of a word. */
const LONG_KEY = 8;

/** Shorter ones guard nothing, and would hide half of the words of a sentence. */
const SHORTEST_KEY = 3;

/** A longer one is looked for as it is alone: what matches it escaped would take as long to make as a body to read. */
const LONGEST_ESCAPED_KEY = 256;

/** Parts of routes, which somebody may well use as a key too. */
const ROUTE_WORDS: ReadonlySet<string> = new Set([
  ...["credits", "files", "generations", "models", "tasks", "videos", "batch"],
  ...["base64", "download", "list", "quota", "stream", "upload", "uploads"],
]);

/** Characters of a text that may be kept: a body that takes more memory is cut (`keptBody`). */
const LONGEST_KEPT = 65_536;

/** Where a value ends: parts of a path, of a query string and of a pointer, texts in quotes. */
const VALUE_ENDS = '["/?&=#.]';

/** Where a word ends. */
const WORD_ENDS = "[^A-Za-z0-9_-]";

/** The signs that part a URL, and a sentence. */
const PARTING = /([\s"'<>/?&=#,;:@]+)/;

/** Times that a text may have been escaped one over the other. */
const MOST_ESCAPES = 3;

/**
 * Hides API keys in what people read later: journal, log, control side, video. It knows the key of the request and the
 * form of the vendor's keys, also percent-encoded. A key of 3 to 7 characters is hidden where it is a whole value, a
 * whole part of a path, or stands in quotes.
 */
export class KeyMask {
  readonly #key: string | undefined;
  /** Patterns that find a key, one for each way to write it: a body may have thousands of texts to look through. */
  #patterns: Map<string, string | RegExp> | undefined;

  /** @param key - that of the request, as `Authorization` carried it; `undefined` for none */
  constructor(key: string | undefined) {
    const isUsed = key !== undefined && key.length >= SHORTEST_KEY && !key.startsWith("sk-mock-");
    this.#key = isUsed && !ROUTE_WORDS.has(key) ? key : undefined;
  }

  /** Whether a text may hold a key; cheap, since every request is asked. */
  mayBeIn(text: string): boolean {
    return (
      text.includes("sk-") ||
      text.includes("%") ||
      text.includes("~") ||
      text.includes("\\u") ||
      (this.#key !== undefined && text.includes(this.#key))
    );
  }

  /**
   * The text with keys hidden; the very text when there are none.
   *
   * @param isOurs - a sentence of ours, in which a short key may be any word
   */
  text(text: string, isOurs = false): string {
    if (!this.mayBeIn(text)) return text;
    const key = this.#key;
    const isEscaped = /[%~]/.test(text);
    const withoutOwn =
      key === undefined || !(isEscaped || text.includes(key))
        ? text
        : text.replaceAll(this.#pattern(key, isEscaped, isOurs ? WORD_ENDS : VALUE_ENDS), HIDDEN);
    const plain = withoutOwn.includes("sk-") ? withoutOwn.replaceAll(VENDOR_KEY, HIDDEN) : withoutOwn;
    return isEscaped ? plain.split(PARTING).map(withoutVendorKey).join("") : plain;
  }

  #pattern(key: string, isEscaped: boolean, ends: string): string | RegExp {
    const name = `${isEscaped} ${ends}`;
    const known = this.#patterns?.get(name);
    if (known !== undefined) return known;
    const pattern = wherever(key, isEscaped && key.length <= LONGEST_ESCAPED_KEY, ends);
    (this.#patterns ??= new Map()).set(name, pattern);
    return pattern;
  }

  /** A JSON value with keys hidden in its texts and names; the very value when there are none. */
  value<Value>(value: Value): Value;
  value(value: unknown): unknown {
    if (typeof value === "string") return this.#start(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      const items = list.map((item) => this.value(item));
      return items.some((item, index) => item !== list[index]) ? items : list;
    }
    const entries = Object.entries(value);
    const hidden = entries.map(([name, item]) => [this.text(name), this.value<unknown>(item)] as const);
    const isSame = hidden.every(([name, item], at) => name === entries[at]?.[0] && item === entries[at][1]);
    return isSame ? value : Object.fromEntries(hidden);
  }

  /** Findings with keys hidden in what they say. */
  findings(findings: readonly Finding[]): readonly Finding[] {
    if (findings.length === 0) return findings;
    return findings.map((finding) => {
      const { pointer, param, message, suggestions } = finding;
      return {
        ...finding,
        ...{ pointer: this.text(pointer), param: this.text(param), message: this.text(message, true) },
        ...(suggestions === undefined ? {} : { suggestions: this.value(suggestions) }),
      };
    });
  }

  /** The rest of a longer text is never kept. */
  #start(text: string): string {
    return text.length <= LONGEST_KEPT
      ? this.text(text)
      : this.text(text.slice(0, LONGEST_KEPT)) + text.slice(LONGEST_KEPT);
  }
}

/** A part of a URL with escapes; hidden whole when they spell a key of the vendor's form. */
function withoutVendorKey(part: string): string {
  if (!part.includes("%")) return part;
  let text = part;
  for (let times = 0; times < MOST_ESCAPES && text.includes("%"); times++) text = unescaped(text);
  return text.search(VENDOR_KEY) < 0 ? part : HIDDEN;
}

/**
 * Finds a key: a long one everywhere, a short one where it stands alone.
 *
 * @param isEscaped - also where its characters are escaped for a URL or a JSON pointer, all or some, once or more
 * @param ends - what may stand before and behind a short one
 */
function wherever(key: string, isEscaped: boolean, ends: string): string | RegExp {
  const isLong = key.length >= LONG_KEY;
  if (isLong && !isEscaped) return key;
  const spelt = isEscaped ? [...key].map(escapable).join("") : escaped(key);
  return new RegExp(isLong ? spelt : `(?<=^|${ends})${spelt}(?=$|${ends})`, "g");
}

/** A character as it is, or as a URL or a JSON pointer may escape it. */
function escapable(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(2, "0");
  const digits = [...code].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit));
  const inPointer = { "/": "|~1", "~": "|~0" }[character] ?? "";
  return `(?:${escaped(character)}|%(?:25){0,3}${digits.join("")}${inPointer})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}

/** Escapes of ASCII alone: no key has other characters. */
function unescaped(text: string): string {
  return text.replaceAll(/%([2-7][0-9A-Fa-f])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
