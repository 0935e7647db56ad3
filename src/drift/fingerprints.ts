import table from "../../fixtures/fingerprints.json" with { type: "json" };

/** A published sentence that something of the bundled contract rests on: not itself, but a mark of it. */
export interface Fingerprint {
  /** A rule's id, or the name of a behaviour. */
  readonly of: string;
  /** Model id of the page, or `guide`. */
  readonly page: string;
  /** The parameter that the sentence describes, the guide's section, or `""` for the top of a page. */
  readonly at: string;
  /** `sha256-` and 12 characters of Base64, of the normalised sentence. */
  readonly fingerprint: string;
  /** Whose parameter it is about, for a row of the guide's tables. */
  readonly model?: string;
}

/** All fingerprints, as `scripts/list-sentences.ts` lists them. */
export const fingerprints: readonly Fingerprint[] = table.sentences;

/** Behaviours beside the rules that rest on published sentences, in our words by name. */
export const behaviours: Readonly<Record<string, string>> = table.behaviours;
