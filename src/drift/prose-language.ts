import type { PlacedSentence } from "./page-sentences.js";

/** Frequent words of English that other languages with Latin letters do not have. */
const ENGLISH = new Set(
  "the and with that this when from are be not must only will can which you your has have by if it used using should each than also may its they these".split(
    " ",
  ),
);

/** Frequent words of other languages with Latin letters, without those that are English words too. */
const OTHERS = new Set(
  (
    "el la los las del que y una para con por se es como está sin cuando puede debe " +
    "der das und ist nicht mit von für auf wird werden den dem ein eine oder bei zu durch nach sind kann muss " +
    "le les des et est dans avec sur qui du au sont ou lorsque doit peut être ne aux ce cette " +
    "os uma com não são dos das ao pelo quando deve pode você " +
    "il lo gli di della che sono nel essere viene deve può " +
    "het een van voor niet zijn wordt worden deze " +
    "och att för på det som inte ikke og til af med av " +
    "yang dan untuk dengan dari pada tidak adalah atau và của các là cho được với không " +
    "ve bir için ile olarak bu veya nie się dla oraz lub jest który do na w z"
  ).split(" "),
);

/** Parts of a text that are no prose in any language: code, addresses, names of parameters and values. */
const CODE = /```[\s\S]*?```|`[^`\n]*`|https?:\/\/\S+|\S*[_{}<>/=\\]\S*|\S*\p{L}\d\S*/gu;
/** A letter of these scripts carries about as much as three of an alphabet. */
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;

export type ProseLanguage = "english" | "other" | "unknown";

/**
 * Whether a text is English, as far as its script and its most frequent words tell.
 *
 * @returns `unknown` for what is too short to tell
 */
export function languageOf(text: string): ProseLanguage {
  const prose = text.replaceAll(CODE, " ");
  const latin = prose.match(/\p{sc=Latin}/gu)?.length ?? 0;
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const dense = prose.match(DENSE)?.length ?? 0;
  const foreign = letters - latin + 2 * dense;
  if (foreign >= 6 && foreign > 0.15 * (foreign + latin)) return "other";
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const others = words.filter((word) => OTHERS.has(word)).length;
  if (others > english && others > 2) return "other";
  if (words.length > 200 && english < 0.03 * words.length) return "other";
  return english > others && words.length > 5 ? "english" : "unknown";
}

/**
 * The language of each place of a page.
 *
 * @returns given a place, its language, or that of the page where it is too short to tell; given none, that of the page
 */
export function proseLanguage(sentences: readonly PlacedSentence[]): (place?: string) => ProseLanguage {
  const own = sentences.filter(({ isJoined }) => isJoined !== true);
  const places = [...new Set(own.map(({ place }) => place))];
  const texts = places.map((place) =>
    own.flatMap((sentence) => (sentence.place === place ? sentence.text : [])).join("\n"),
  );
  const whole = languageOf(texts.join("\n"));
  const languages = new Map(places.map((place, index) => [place, languageOf(texts[index] ?? "")]));
  // A place that is missing may stand there under a heading in another language.
  const elsewhere = [...languages.values()].includes("other") ? "other" : whole;
  return (place) => {
    if (place === undefined) return whole;
    const own = languages.get(place) ?? elsewhere;
    return own === "unknown" ? whole : own;
  };
}
