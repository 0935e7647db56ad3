/** Kinds of media that parameters take. */
export type MediaKind = "image" | "video" | "audio";

/** A media URL of a body. */
export interface MediaUrl {
  readonly url: string;
  /** The kind of file that belongs there, whatever the URL leads to. */
  readonly kind: MediaKind;
  /** JSON pointer into the body. */
  readonly at: string;
  /** The place as a sentence names it: `image_urls[0]`. */
  readonly param: string;
}
