import { ruleById } from "../contract/rules/rule-list.js";
import { ownMember } from "../text/own-member.js";
import type { DriftFinding } from "./drift-finding.js";
import { behaviours, type Fingerprint } from "./fingerprints.js";

/** A sentence of a page, by its fingerprint. */
export interface MarkedSentence {
  readonly fingerprint: string;
  readonly place: string;
  readonly pointer?: string;
  /** Line of the page, from 1. */
  readonly line?: number;
}

/** Which of the sentences that the contract rests on a page still has. */
export interface ComparedSentences {
  readonly findings: readonly DriftFinding[];
  /** Rules and behaviours all of whose sentences stand. */
  readonly standing: readonly string[];
  /** Those whose parameter the page does not show, or describes in another language. */
  readonly unchecked: readonly string[];
  /** Sentences may be missing because the page is in another language there. */
  readonly untold?: boolean;
}

/** The places of a page that can be judged. */
export interface JudgedPlaces {
  /** Places that the page describes, where those are fewer than the document's: others are not judged. */
  readonly places?: ReadonlySet<string> | undefined;
  /** Whether a place is in another language than the fingerprints are of. */
  readonly foreign?: (place: string) => boolean;
}

/**
 * Looks for the sentences behind rules and behaviours in a page.
 *
 * @param expected - those that the page had
 */
export function compareSentences(
  model: string,
  expected: readonly Fingerprint[],
  published: readonly MarkedSentence[],
  { places, foreign = () => false }: JudgedPlaces = {},
): ComparedSentences {
  const byMark = new Map<string, MarkedSentence[]>();
  for (const sentence of published) {
    byMark.set(sentence.fingerprint, [...(byMark.get(sentence.fingerprint) ?? []), sentence]);
  }
  // A page as rendered may begin below its introduction.
  const hasTop = expected.some(({ at, fingerprint }) => at === "" && byMark.has(fingerprint));
  const isShown = (at: string) => places === undefined || (at === "" ? hasTop : places.has(at));
  const homes = new Set(expected.map(({ fingerprint, at }) => `${fingerprint} ${at}`));
  const findings: DriftFinding[] = [];
  const standing = new Set<string>();
  const unchecked = new Set<string>();
  const lost = new Set<string>();
  let untold = false;
  for (const mark of expected) {
    const all = byMark.get(mark.fingerprint) ?? [];
    // Where the same sentence has to stand as well, it is no other place for this one.
    const found = all.filter(({ place }) => place === mark.at || !homes.has(`${mark.fingerprint} ${place}`));
    const [first] = found;
    if (first === undefined && !isShown(mark.at)) {
      unchecked.add(mark.of);
    } else if (first === undefined && foreign(mark.at)) {
      unchecked.add(mark.of);
      untold = true;
    } else if (first === undefined) {
      lost.add(mark.of);
      findings.push(lostSentence(model, mark, published));
    } else {
      standing.add(mark.of);
      const isMoved = found.every(({ place }) => place !== mark.at) && !foreign(mark.at);
      if (isMoved) findings.push(movedSentence(model, mark, first));
    }
  }
  const isWhole = (name: string) => !lost.has(name);
  return {
    findings: withoutRepetition(findings),
    standing: [...standing].filter(isWhole),
    unchecked: [...unchecked].filter((name) => isWhole(name) && !standing.has(name)),
    ...(untold ? { untold } : {}),
  };
}

function lostSentence(model: string, mark: Fingerprint, published: readonly MarkedSentence[]): DriftFinding {
  const about = ruleById.get(mark.of)?.meta.summary ?? ownMember(behaviours, mark.of) ?? mark.of;
  const where = mark.at === "" ? "the page" : `what it says of ${mark.at}`;
  return {
    ...sentenceFinding(
      model,
      mark,
      "reworded",
      published.find(({ place }) => place === mark.at),
    ),
    severity: "warning",
    meaning: `a sentence behind it (${about}) no longer stands: read ${where} again`,
  };
}

function movedSentence(model: string, mark: Fingerprint, found: MarkedSentence): DriftFinding {
  return {
    ...sentenceFinding(model, mark, "moved", found),
    severity: "info",
    published: found.place === "" ? "elsewhere on the page" : found.place,
    meaning: "the sentence behind it stands at another place",
  };
}

function sentenceFinding(
  model: string,
  mark: Fingerprint,
  change: "reworded" | "moved",
  found: MarkedSentence | undefined,
): Omit<DriftFinding, "severity" | "meaning"> {
  const rule = ruleById.get(mark.of)?.id;
  return {
    change: `${rule === undefined ? "behaviour" : "rule"}-${change}`,
    model: mark.model ?? model,
    part: "prose",
    parameter: mark.at,
    rule,
    ours: mark.of,
    pointer: found?.pointer,
    line: found?.line,
  };
}

/** Two sentences of one rule at one place are one thing to read again. */
function withoutRepetition(findings: readonly DriftFinding[]): DriftFinding[] {
  const known = new Set<string>();
  return findings.filter(({ change, ours, parameter, model }) => {
    const key = JSON.stringify([change, ours, parameter, model]);
    return !known.has(key) && known.add(key).size > 0;
  });
}
