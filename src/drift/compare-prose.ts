import { ruleById, rules } from "../contract/rules/rule-list.js";
import { ownMember } from "../text/own-member.js";
import { type DriftFinding, withoutRepetition } from "./drift-finding.js";
import { behaviours, type Fingerprint, fingerprints } from "./fingerprints.js";
import { type FingerprintOf, GUIDE, type MarkedSentence, sentencesOfPage } from "./page-sentences.js";
import { proseLanguage } from "./prose-language.js";
import type { PublishedPage } from "./published-page.js";

/** Compares the prose of a page with the sentences that the contract rests on, for each model that it describes. */
export function compareProse(
  page: PublishedPage,
  subjects: readonly string[],
  fingerprintOf: FingerprintOf,
): ComparedSentences {
  const [first = ""] = subjects;
  const sentences = sentencesOfPage(page, first, fingerprintOf);
  const language = proseLanguage(sentences);
  const foreign = (place: string) => language(place) === "other";
  const compared = subjects.map((subject) => {
    const expected = fingerprints.filter((mark) => mark.page === subject);
    if (expected.length === 0) return uncheckedRules(subject);
    const isRendered = page.documents.length === 0 && subject !== GUIDE;
    const places = isRendered ? new Set(sentences.map(({ place }) => place)) : undefined;
    return compareSentences(subject, expected, sentences, { places, foreign });
  });
  const isForeign = language() === "other" || compared.some(({ untold = false }) => untold);
  const notCompared = prose("prose-language", first || GUIDE, "prose in another language: not compared");
  return {
    findings: [...compared.flatMap(({ findings }) => findings), ...(isForeign ? [notCompared] : [])],
    standing: [...new Set(compared.flatMap(({ standing }) => standing))],
    unchecked: [...new Set(compared.flatMap(({ unchecked }) => unchecked))],
  };
}

/** A model whose page was not at hand when the fingerprints were taken. */
function uncheckedRules(subject: string): ComparedSentences {
  const held = rules.filter(
    ({ meta }) => meta.policy !== true && (meta.models as readonly string[]).includes(subject),
  );
  if (held.length === 0) return { findings: [], standing: [], unchecked: [] };
  const meaning =
    "the sentences behind the rules of this model are not known: read its prose against wan-mock rules";
  const finding = { ...prose("rules-unchecked", subject, meaning), ours: `${held.length} rules` };
  return { findings: [finding], standing: [], unchecked: held.map(({ id }) => id) };
}

function prose(change: string, model: string, meaning: string): DriftFinding {
  return { severity: "info", change, model, part: "prose", parameter: "", meaning };
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
  const withMark = (mark: Fingerprint) =>
    published.filter(({ fingerprint }) => fingerprint === mark.fingerprint);
  // A page as rendered may begin below its introduction.
  const hasTop = expected.some((mark) => mark.at === "" && withMark(mark).length > 0);
  const isShown = (at: string) => places === undefined || (at === "" ? hasTop : places.has(at));
  const homes = new Set(expected.map(({ fingerprint, at }) => `${fingerprint} ${at}`));
  const findings: DriftFinding[] = [];
  const standing = new Set<string>();
  const unchecked = new Set<string>();
  const lost = new Set<string>();
  let untold = false;
  for (const mark of expected) {
    // Where the same sentence has to stand as well, it is no other place for this one.
    const found = withMark(mark).filter(
      ({ place }) => place === mark.at || !homes.has(`${mark.fingerprint} ${place}`),
    );
    const [first] = found;
    if (first !== undefined) {
      standing.add(mark.of);
      const isMoved = found.every(({ place }) => place !== mark.at) && !foreign(mark.at);
      if (isMoved) findings.push(sentenceFinding(model, mark, published, first));
    } else if (!isShown(mark.at) || foreign(mark.at)) {
      unchecked.add(mark.of);
      untold ||= isShown(mark.at);
    } else {
      lost.add(mark.of);
      findings.push(sentenceFinding(model, mark, published));
    }
  }
  const isWhole = (name: string) => !lost.has(name);
  return {
    // Two sentences of one rule at one place are one thing to read again.
    findings: withoutRepetition(findings, ({ change, ours, parameter, model }) => [
      change,
      ours,
      parameter,
      model,
    ]),
    standing: [...standing].filter(isWhole),
    unchecked: [...unchecked].filter((name) => isWhole(name) && !standing.has(name)),
    ...(untold ? { untold } : {}),
  };
}

/** A sentence of the contract that was `moved` to another place of the page, or that stands there no more. */
function sentenceFinding(
  model: string,
  mark: Fingerprint,
  published: readonly MarkedSentence[],
  moved?: MarkedSentence,
): DriftFinding {
  const rule = ruleById.get(mark.of);
  const found = moved ?? published.find(({ place }) => place === mark.at);
  const about = rule?.meta.summary ?? ownMember(behaviours, mark.of) ?? mark.of;
  const where = mark.at === "" ? "the page" : `what it says of ${mark.at}`;
  return {
    change: `${rule === undefined ? "behaviour" : "rule"}-${moved === undefined ? "reworded" : "moved"}`,
    model: mark.model ?? model,
    part: "prose",
    parameter: mark.at,
    rule: rule?.id,
    ours: mark.of,
    pointer: found?.pointer,
    line: found?.line,
    ...(moved === undefined
      ? {
          severity: "warning",
          meaning: `a sentence behind it (${about}) no longer stands: read ${where} again`,
        }
      : {
          severity: "info",
          published: moved.place === "" ? "elsewhere on the page" : moved.place,
          meaning: "the sentence behind it stands at another place",
        }),
  };
}
