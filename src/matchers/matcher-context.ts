/** The `this` of a matcher, in vitest and in jest alike. */
export interface MatcherContext {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the runners' own type of a tester
  readonly equals: (a: unknown, b: unknown, testers?: any[]) => boolean;
  readonly utils: {
    readonly diff: (expected: unknown, received: unknown) => string | null | undefined;
    readonly iterableEquality: unknown;
    readonly subsetEquality: unknown;
  };
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A result with the sentence of an assertion that fails: of one with `not` when it passes. */
export function resultOf(pass: boolean, ifNot: () => string, ifFails: () => string): MatcherResult {
  return { pass, message: pass ? ifNot : ifFails };
}

/** Whether a value has what a part asks for, as `toMatchObject` has it. */
export function hasPart({ equals, utils }: MatcherContext, value: unknown, part: unknown): boolean {
  return equals(value, part, [utils.iterableEquality, utils.subsetEquality]);
}
