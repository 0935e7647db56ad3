import type { FileRefusal } from "./file-refusal.js";

/** What a client says of a file that it uploads. */
export interface GivenNames {
  /** The parameter that a name stands in, and the name. */
  readonly name?: readonly [param: string, given: string];
  /** The same of the folder that the client wants it in. */
  readonly folder?: readonly [param: string, given: string];
  /** The name that the client keeps it under, where the upload tells it. */
  readonly original?: string | undefined;
}

/** A file as it arrived: its bytes, or where it lies. */
export type GivenFile = GivenNames & ({ readonly content: Uint8Array } | { readonly url: string });

/** Reads what was sent; `undefined` when the client left before its end. */
export type FileReader = () => Promise<GivenFile | FileRefusal | undefined>;
