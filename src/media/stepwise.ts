/** Work that pauses between its steps, of a few milliseconds each, so that others get their turn. */
export type Stepwise<Result> = Generator<undefined, Result>;
