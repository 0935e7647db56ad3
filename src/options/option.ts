import { quoteForMessage } from "../errors/quote-for-message.js";
import { isJsonObject } from "../text/is-json-object.js";

export type Schema = Readonly<Record<string, unknown>>;

/** How the values of an option are checked, and read from text. */
export interface ValueKind<Value> {
  /** The value in a configuration file. */
  readonly schema: Schema;
  /** Why a value cannot be one, such as `is a text, got 5`; what a value says is left to `read`. */
  fault(value: unknown): string | undefined;
  /**
   * Reads the text of a flag.
   *
   * @param before - what the same flag gave before, where it may be repeated
   * @throws {TextFault}
   */
  fromText(text: string, before?: Value): Value;
  /** The same for a variable, where lists and switches are written otherwise. */
  fromVariable?(text: string): Value;
  /**
   * The value of a configuration file that the schema has passed; as it is by default.
   *
   * @param inFolder - where a path of the file leads
   */
  fromFile?(value: unknown, inFolder: (path: string) => string): Value;
  /**
   * Reads the value as the mock does.
   *
   * @throws {KitError} `INVALID_OPTION`
   */
  read?(value: Value): unknown;
  readonly isRepeatable?: boolean;
  readonly choices?: readonly string[];
}

/** A setting of a mock: everything that is stated about it. */
export interface Option<Value> {
  /** The flag as the help writes it; a list or record has the singular. */
  readonly flag: `--${string}`;
  readonly value: ValueKind<Value>;
  readonly default?: NoInfer<Value>;
  /** The default in a word, where there is no value for it: `unlimited`. */
  readonly defaultText?: string;
  /** Heading of the help that begins with this option; those after it stand under it too. */
  readonly heading?: `${string}:`;
  /** For the help. */
  readonly summary: string;
  /** Added to the summary in parentheses. */
  readonly note?: string;
  /** For the schema; the summary by default. */
  readonly description?: string;
  /** Values as a file writes them. */
  readonly examples: readonly unknown[];
  /** Which commands have it: all with a contract, those with a mock, or one alone. Default `mock`. */
  readonly scope?: "contract" | "mock" | "serve" | "run" | "proxy";
  /** Whether `proxy` has it too; it has all of the contract. */
  readonly inProxy?: true;
  /** Whether a running mock takes a change of the configuration file over; others need a restart. */
  readonly isLive?: true;
  /** Whether the flag has an opposite, `--no-...`. */
  readonly hasOpposite?: true;
}

/** An option that has a value also where nobody sets it. */
export interface OptionWithDefault<Value> extends Option<Value> {
  readonly default: NoInfer<Value>;
}

export function option<Value>(entry: OptionWithDefault<Value>): OptionWithDefault<Value>;
export function option<Value>(entry: Option<Value>): Option<Value>;
export function option<Value>(entry: Option<Value>): Option<Value> {
  return entry;
}

/** The refusal of a flag's text: a sentence that says what it must be. */
export class TextFault extends Error {}

/** Replacements for parts of a kind. */
type Changes<Value> = Partial<ValueKind<Value>>;

const mustBe = (isFine: (value: unknown) => boolean, wanted: string) => (value: unknown) =>
  isFine(value) ? undefined : `is ${wanted}, got ${quoteForMessage(value)}`;

/** `Text` is what the types take; what another text says is left to `read`. */
export function text<Text extends string = string>(changes: Changes<Text> = {}): ValueKind<Text> {
  return {
    schema: { type: "string" },
    fault: mustBe((value) => typeof value === "string", "a text"),
    fromText: (given) => given as Text,
    ...changes,
  };
}

/** The path of a file or folder; one of a configuration file starts at the folder of that. */
export function path(): ValueKind<string> {
  return text({
    schema: { type: "string", minLength: 1 },
    fault: mustBe((value) => typeof value === "string" && value !== "", "a text that is not empty"),
    fromFile: (value: string, inFolder) => inFolder(value),
  });
}

/** A text or whole milliseconds; its reader says the rest. */
export function textOrMilliseconds(read: (value: string | number) => unknown): ValueKind<string | number> {
  return readValue({ type: ["string", "integer"], minimum: 0 }, (given) => given, { read });
}

export function oneOf<Word extends string>(...choices: readonly Word[]): ValueKind<Word> {
  return {
    schema: { enum: choices },
    fault: mustBe(
      (value) => choices.includes(value as Word),
      choices.map((name) => JSON.stringify(name)).join(" or "),
    ),
    fromText: (given) => given as Word,
    choices,
  };
}

export function flag(): ValueKind<boolean> {
  return {
    schema: { type: "boolean" },
    fault: mustBe((value) => typeof value === "boolean", "true or false"),
    fromText: () => true,
    fromVariable: (given) => {
      if (/^(?:1|true|yes|on)$/i.test(given)) return true;
      if (/^(?:|0|false|no|off)$/i.test(given)) return false;
      throw new TextFault("it must be 1 or 0");
    },
  };
}

/** A list of texts; a variable has commas between them. */
export function texts(changes: Changes<readonly string[]> = {}): ValueKind<readonly string[]> {
  return {
    schema: { type: ["array", "string"], items: { type: "string", minLength: 1 } },
    fault: mustBe(
      (value) => Array.isArray(value) && value.every((item) => typeof item === "string" && item !== ""),
      "a list of texts that are not empty",
    ),
    fromText: (given, before = []) => [...before, given],
    fromVariable: (given) =>
      given
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    fromFile: (value: string | readonly string[]) => [value].flat(),
    isRepeatable: true,
    ...changes,
  };
}

/** Paths of files and folders; those of a configuration file start at the folder of that. */
export function paths(): ValueKind<readonly string[]> {
  return texts({ fromFile: (value: string | readonly string[], inFolder) => [value].flat().map(inFolder) });
}

export interface WholeNumberBounds {
  readonly least: number;
  readonly most?: number;
  /** The things counted, such as `bytes`. */
  readonly unit?: string;
  /** Why there may not be more, for a sentence of its own. */
  readonly why?: string;
  /** The least that a flag takes, where the mock itself is to refuse what is below `least`. */
  readonly leastInText?: number;
}

export function wholeNumber(bounds: WholeNumberBounds): ValueKind<number> {
  const { least, most = Number.MAX_SAFE_INTEGER, unit, why, leastInText = least } = bounds;
  const upTo = bounds.most === undefined || why !== undefined ? "" : ` to ${most}`;
  const wanted = `a whole number${unit === undefined ? "" : ` of ${unit}`} from ${least}${upTo}`;
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= least;
  const tooMany = (value: number) => `is at most ${most} ${unit ?? ""}, got ${value}: ${why ?? ""}`;
  return {
    schema: { type: "integer", minimum: least, maximum: most },
    fault: (value) => {
      if (!isWhole(value) || (value > most && why === undefined)) return mustBe(() => false, wanted)(value);
      return value > most ? tooMany(value) : undefined;
    },
    fromText: (given) => {
      const number = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
      if (number >= leastInText && number <= (why === undefined ? most : Number.MAX_SAFE_INTEGER))
        return number;
      throw new TextFault(`It must be ${wanted}.`);
    },
  };
}

/** A number as text has it: `5`, `0.05`, `.5`, `1e-7`; `NaN` for anything else. */
export function numberOf(given: string): number {
  return /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(given) ? Number(given) : Number.NaN;
}

/** Credits, with any number of decimals. */
export function credits(most: number): ValueKind<number> {
  return {
    schema: { type: "number", minimum: 0, maximum: most },
    fault: mustBe(
      (value) => typeof value === "number" && value >= 0 && value <= most,
      `credits from 0 to ${most}`,
    ),
    fromText: (given) => {
      const number = numberOf(given);
      if (number <= most) return number;
      throw new TextFault("It must be credits such as 100 or 12.5.");
    },
  };
}

/** How a record's flag writes `NAME=ITEM`. */
export interface RecordText<Item> {
  /** Between several in one text. Default: a comma. */
  readonly separator?: RegExp;
  /** Splits one into its parts; `undefined` for what is none. */
  readonly pair: (text: string) => readonly [name: string, item: Item] | undefined;
  /** The sentence about what is none. */
  readonly hint: string;
}

/** Items by name; `Name` is what the types take, and other names are left to `read` or the mock. */
export type Named<Item, Name extends string = string> = string extends Name
  ? Readonly<Record<string, Item>>
  : { readonly [Key in Name]?: Item };

/** An object by name. */
export function record<Item, Name extends string = string>(
  items: Schema,
  { separator = /,/, pair, hint }: RecordText<Item>,
  changes: Changes<Named<Item, Name>> = {},
): ValueKind<Named<Item, Name>> {
  return {
    schema: { type: "object", additionalProperties: items },
    fault: mustBe(isJsonObject, "an object"),
    fromText: (given, before) => {
      const pairs = given.split(separator).map((part) => {
        const read = pair(part.trim());
        if (read === undefined) throw new TextFault(hint);
        return read;
      });
      return Object.fromEntries([...Object.entries(before ?? {}), ...pairs]) as Named<Item, Name>;
    },
    isRepeatable: true,
    ...changes,
  };
}

/** `NAME=ITEM`: the name ends at the first `=` and has no blanks. */
export function namedItem<Item>(
  given: string,
  itemOf: (text: string) => Item | undefined,
): readonly [name: string, item: Item] | undefined {
  const [, name, rest] = /^([^=\s]+)=(\S+)$/.exec(given) ?? [];
  const item = rest === undefined ? undefined : itemOf(rest);
  return name === undefined || item === undefined ? undefined : [name, item];
}

/** A value with members of its own, whose reader checks all of it. */
export function readValue<Value>(
  schema: Schema,
  fromText: ValueKind<Value>["fromText"],
  changes: Changes<Value> = {},
): ValueKind<Value> {
  return { schema, fault: () => undefined, fromText, ...changes };
}
