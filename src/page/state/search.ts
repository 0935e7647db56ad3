/** A term of a search: `field:value`, or free text where `field` is left out. */
export interface Term {
  readonly field?: string;
  readonly value: string;
  /** Whether items that match are left out. */
  readonly isNot: boolean;
}

/** What `name:value` means for a kind of item. */
export interface Field<Item> {
  /** One line for the help. */
  readonly summary: string;
  /** A term to show in the help, such as `status:4xx`. */
  readonly example: string;
  /** @param value - in lower case, not empty */
  readonly matches: (item: Item, value: string) => boolean;
  /** What is wrong with a value, as a sentence; `undefined` where nothing is. */
  readonly problem?: (value: string) => string | undefined;
}

/** What a kind of item can be searched by. */
export interface Grammar<Item> {
  readonly fields: Readonly<Record<string, Field<Item>>>;
  /** What free text is looked for in, in lower case. */
  readonly textOf: (item: Item) => string;
}

/** A search that was read. */
export interface Search<Item> {
  readonly terms: readonly Term[];
  /** Why terms are left out of the search, a sentence each. */
  readonly problems: readonly string[];
  /** Whether an item matches all terms. */
  readonly matches: (item: Item) => boolean;
}

/** A sign, a field's name with its colon, then a quoted text (its end may be missing while it is typed) or a word. */
const TOKEN = /(?<sign>-?)(?<name>[a-z][\w-]*:)?(?:"(?<quoted>(?:[^"\\]|\\[^])*)\\?(?:"|$)|(?<word>\S*))/iy;

/** Splits a search into its terms; `field` is in lower case, and need not be one that exists. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const token = match?.[0] ?? "";
    at += Math.max(token.length, 1);
    terms.push(termOf(token, match?.groups ?? {}));
  }
  return terms;
}

function termOf(token: string, { sign, name, quoted, word = "" }: Partial<Record<string, string>>): Term {
  const isNot = sign === "-";
  const value = quoted?.replaceAll(/\\([^])/g, "$1") ?? word;
  // A lone sign is a text, and so is a URL.
  if (token === "-") return { value: token, isNot: false };
  if (name === undefined) return { value, isNot };
  if (quoted === undefined && value.startsWith("//")) return { value: `${name}${value}`, isNot };
  return { field: name.slice(0, -1).toLowerCase(), value, isNot };
}

/** Terms as a person types them; reading the text gives the same terms again. */
export function searchText(terms: readonly Term[]): string {
  return terms
    .map(({ field, value, isNot }) => {
      const isPlain = field === undefined ? /^[\w./][\w./-]*$/ : /^[\w.<>=*][\w./<>=*-]*$/;
      const shown = isPlain.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
      return `${isNot ? "-" : ""}${field === undefined ? "" : `${field}:`}${shown}`;
    })
    .join(" ");
}

/**
 * Reads a search. Letter case does not matter. A term with an unknown field, or with a value that its field does not
 * take, is left out and told in `problems`; one without a value, as while it is typed, is left out.
 */
export function readSearch<Item>(text: string, { fields, textOf }: Grammar<Item>): Search<Item> {
  const terms = termsOf(text);
  const problems: string[] = [];
  const tests: ((item: Item) => boolean)[] = [];
  for (const { field: name, value, isNot } of terms) {
    const wanted = value.toLowerCase();
    if (wanted === "") continue;
    if (name === undefined) {
      tests.push((item) => textOf(item).includes(wanted) !== isNot);
      continue;
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const problem = field === undefined ? unknown(name, value, fields) : field.problem?.(wanted);
    if (problem !== undefined) problems.push(problem);
    else if (field !== undefined) tests.push((item) => field.matches(item, wanted) !== isNot);
  }
  return { terms, problems, matches: (item) => tests.every((test) => test(item)) };
}

function unknown(name: string, value: string, fields: object): string {
  const known = Object.keys(fields).map((field) => `${field}:`);
  return `${name}: is not a search term. Use ${known.join(", ")}, or put "${name}:${value}" in quotes to find the text.`;
}

/** A filter for lists that grow: it looks at each item once, and remembers the answer. */
export function rememberingFilter<Item extends object>(
  matches: (item: Item) => boolean,
): (items: readonly Item[]) => Item[] {
  const known = new WeakMap<Item, boolean>();
  return (items) =>
    items.filter((item) => {
      let isKept = known.get(item);
      if (isKept === undefined) known.set(item, (isKept = matches(item)));
      return isKept;
    });
}
