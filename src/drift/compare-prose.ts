import { rules } from "../contract/rules/rule-list.js";
import { type ComparedSentences, compareSentences } from "./compare-sentences.js";
import type { DriftFinding } from "./drift-finding.js";
import { fingerprints } from "./fingerprints.js";
import { type FingerprintOf, GUIDE, sentencesOfPage } from "./page-sentences.js";
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
