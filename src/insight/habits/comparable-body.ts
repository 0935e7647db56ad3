import type { Body } from "../../contract/rules/define-rule.js";
import { canonicalJson } from "../../text/canonical-json.js";

/** As deep as an accepted body can be: what lies deeper equals nothing. */
const DEEPEST = 64;

/** A body that is compared with others: mostly its text or its prompt will do. */
export class ComparableBody {
  /** JSON text. */
  readonly text: string;
  /** That of the body; empty where it has none. Bodies that are equal have equal ones. */
  readonly prompt: string;
  #canonical: string | undefined;

  constructor(text: string, body: Body = JSON.parse(text) as Body) {
    this.text = text;
    const { prompt } = body as Readonly<Record<string, unknown>>;
    this.prompt = typeof prompt === "string" ? prompt : "";
  }

  /** Whether both texts have the same JSON value, whatever the order of members. */
  equals(other: ComparableBody): boolean {
    if (this.text === other.text) return true;
    if (this.prompt !== other.prompt) return false;
    const canonical = this.#value();
    return canonical !== undefined && canonical === other.#value();
  }

  #value(): string | undefined {
    this.#canonical ??= canonicalJson(JSON.parse(this.text), DEEPEST) ?? "";
    return this.#canonical === "" ? undefined : this.#canonical;
  }
}
