/** A request that a document or a fixture shows. */
export interface ExampleRequest {
  /** Model that it is sent to. */
  readonly model: string;
  /** Name in the document, or of the fixture's file. */
  readonly name: string;
  /** The body as it goes over the wire. */
  readonly text: string;
}
