/** Texts that a search looks at by name: `status:failed`. */
export type SearchFields<Item> = Readonly<Record<string, (item: Item) => string>>;

/** A word, a text in double quotes, or either of them behind `name:`; a hyphen in front excludes. */
const TERM = /(?<not>-?)(?:(?<name>\w+):)?(?:"(?<quoted>[^"]*)"?|(?<word>\S+))/g;

/**
 * A search such as `status:failed key:key_6ab9 -code:service_error "red panda"`: all terms must fit. Letter case makes no
 * difference, and a value fits a field that contains it. A name that is none of the fields is text like any other.
 *
 * @param fields - what terms with a name look at
 * @param other - what free words look at beside the fields
 * @returns reads a search: whether an item fits it. Items are not looked at twice: one that changes is another object
 */
export function fieldSearch<Item extends object>(
  fields: SearchFields<Item>,
  other: (item: Item) => string,
): (search: string) => (item: Item) => boolean {
  const texts = new WeakMap<Item, string>();
  const textOf = (item: Item): string => {
    let text = texts.get(item);
    if (text === undefined) {
      text = [other, ...Object.values(fields)]
        .map((part) => part(item))
        .join(" ")
        .toLowerCase();
      texts.set(item, text);
    }
    return text;
  };
  const termOf = ({ 0: whole, groups = {} }: RegExpMatchArray) => {
    const { not, name, quoted, word } = groups;
    const isNot = not === "-";
    const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    const isText = field === undefined && name !== undefined;
    const value = isText ? whole.slice(isNot ? 1 : 0) : (quoted ?? word ?? "");
    const look = field === undefined ? textOf : (item: Item) => field(item).toLowerCase();
    return (item: Item) => look(item).includes(value) !== isNot;
  };
  return (search) => {
    const terms = [...search.toLowerCase().matchAll(TERM)].map(termOf);
    return (item) => terms.every((fits) => fits(item));
  };
}
