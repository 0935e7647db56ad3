/** The result of a case: it agrees, it does not and why, or it could not be asked and why. */
export type Judgement =
  | { readonly outcome: "agree" }
  | { readonly outcome: "disagree"; readonly got: string }
  | { readonly outcome: "skip"; readonly why: string };

export const agrees: Judgement = { outcome: "agree" };

export function disagrees(got: string): Judgement {
  return { outcome: "disagree", got };
}

export function skips(why: string): Judgement {
  return { outcome: "skip", why };
}
