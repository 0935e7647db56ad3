import { canonicalJson } from "../../text/canonical-json.js";

/** As deep as an accepted body can be: what lies deeper equals nothing. */
const DEEPEST = 64;

/** A body that is compared with others: mostly its text will do. */
export class ComparableBody {
  /** JSON text. */
  readonly text: string;
  #canonical: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether both texts have the same JSON value, whatever the order of members. */
  equals(other: ComparableBody): boolean {
    if (this.text === other.text) return true;
    const canonical = this.#value();
    return canonical !== undefined && canonical === other.#value();
  }

  #value(): string | undefined {
    this.#canonical ??= canonicalJson(JSON.parse(this.text), DEEPEST) ?? "";
    return this.#canonical === "" ? undefined : this.#canonical;
  }
}
