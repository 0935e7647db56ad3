import { createHash } from "node:crypto";
import type { Body } from "../contract/rules/define-rule.js";
import { canonicalPieces } from "../text/canonical-json.js";
import { inTurns } from "./in-turns.js";

/** As deep as a body that was read can be. */
const DEEPEST = 64;

/** Characters that are hashed at once. */
const PIECE = 65_536;

/** A digest of a body's value: the same for equal JSON objects. Other work is done between the steps of a long one. */
export async function digestOfBody(body: Body): Promise<string> {
  const steps = digest(body);
  const { done, value } = steps.next();
  return done === true ? value : await inTurns(steps);
}

function* digest(body: Body): Generator<void, string> {
  const hash = createHash("sha256");
  let text = "";
  for (const piece of canonicalPieces(body, DEEPEST)) {
    text += piece;
    if (text.length < PIECE) continue;
    hash.update(text);
    text = "";
    yield;
  }
  return hash.update(text).digest("base64");
}
