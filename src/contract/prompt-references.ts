import { type Complaint, MOST_COMPLAINTS, noComplaints } from "./rules/define-rule.js";

/** A place in a prompt that names a reference by number, or nearly so: `Image 1`, `image 1`, `Image1`, 图1, 图片1, 圖二. */
export interface PromptReference {
  readonly kind: "image" | "video";
  readonly number: number;
  /** Where it begins, and where the text after it does. */
  readonly start: number;
  readonly end: number;
  /** Spelt as the documents want it. */
  readonly isSpelt: boolean;
  /** How the documents want it: `Image 1`, 图1. */
  readonly wanted: string;
  /** Hardly anything but a reference: "video 2" also stands in "in this video 2 dogs run", "video2" does not. */
  readonly isPlain: boolean;
}

/** "Image 1080p", "Video 2024": no reference has as many digits. */
const MOST_DIGITS = 2;

const numerals = "一二三四五六七八九十";
const numberWords: readonly string[] = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
];

/** Chinese words, simplified and traditional; the documents say 图 and 视频. */
const imageWord = "[图圖][片像]?|照片";
const IMAGE_WORD = new RegExp(`^(?:${imageWord})$`);
const videoWord = "视频|視頻|影片";

/** Single characters in front of which these words make another one: 地图1, 截圖1, 短视频2, 电影片1. */
const compoundsOf: Readonly<Record<string, string>> = {
  图: "地截插视构意蓝拼版草绘制企试海",
  圖: "地截插視構意藍拼版草繪製企試海",
  视频: "短长",
  視頻: "短長",
  影片: "短长長电電",
};

/** Likely references: the word, a gap, and the number. */
const CANDIDATE = new RegExp(
  String.raw`(image|video|${imageWord}|${videoWord})([ \u00a0\u3000_#-]{0,3})([0-9\uff10-\uff19]+|[${numerals}]|${numberWords.join("|")})`,
  "gi",
);

/**
 * The complaints about the references that a prompt names, looked at in reading order; each spelling is told once.
 *
 * @param complainOf - asked of each, with its text in the prompt; `undefined` when there is nothing to say
 */
export function complaintsAboutReferences<Message extends string>(
  prompt: string,
  complainOf: (reference: PromptReference, text: string) => Omit<Complaint<Message>, "at"> | undefined,
): readonly Complaint<Message>[] {
  let found: Map<string, Complaint<Message>> | undefined;
  for (let next = nextReference(prompt, 0); next !== undefined; next = nextReference(prompt, next.end)) {
    const text = prompt.slice(next.start, next.end);
    const complaint = found?.has(text) === true ? undefined : complainOf(next, text);
    if (complaint === undefined) continue;
    found ??= new Map();
    if (found.set(text, { at: "/prompt", ...complaint }).size === MOST_COMPLAINTS) break;
  }
  return found === undefined ? noComplaints : [...found.values()];
}

/** The first reference at or after `from`, in reading order. */
function nextReference(prompt: string, from: number): PromptReference | undefined {
  CANDIDATE.lastIndex = from;
  for (let found = CANDIDATE.exec(prompt); found !== null; found = CANDIDATE.exec(prompt)) {
    const [text, word = "", gap = "", number = ""] = found;
    const place = { prompt, start: found.index, end: found.index + text.length };
    const isEnglish = word.charCodeAt(0) < 0x80;
    const reference = isEnglish
      ? englishReference(place, word, gap, number)
      : chineseReference(place, word, gap, number);
    if (reference !== undefined) return reference;
  }
  return undefined;
}

interface Place {
  readonly prompt: string;
  readonly start: number;
  readonly end: number;
}

function englishReference(
  { prompt, start, end }: Place,
  word: string,
  gap: string,
  digits: string,
): PromptReference | undefined {
  if (isWordCharacter(prompt.charCodeAt(start - 1))) return undefined;
  const isNumber = isDigit(digits.charCodeAt(0));
  const number = isNumber ? numberOf(digits) : spelledNumber(word, gap, digits);
  if (number === undefined || continues(prompt, end)) return undefined;
  const kind = (word.charCodeAt(0) | 0x20) === 0x69 ? "image" : "video"; // i, v
  const name = kind === "image" ? "Image" : "Video";
  const isSpelt = gap === " " && word === name && String(number) === digits;
  const isPlain = isSpelt || (isNumber && !isBlank(gap.charCodeAt(0)));
  return { kind, number, start, end, isSpelt, isPlain, wanted: `${name} ${number}` };
}

/** "Image two", with a capital alone: "in this video one sees" names nothing. */
function spelledNumber(word: string, gap: string, text: string): number | undefined {
  const isName = gap === " " && /^[IV]/.test(word);
  const index = isName ? numberWords.indexOf(text.toLowerCase()) : -1;
  return index < 0 ? undefined : index + 1;
}

/** A space, or full-width digits, are a matter of typesetting in Chinese: every spelling is right. */
function chineseReference(
  { prompt, start, end }: Place,
  word: string,
  gap: string,
  digits: string,
): PromptReference | undefined {
  if (gap.length > 1 || compoundsOf[word]?.includes(prompt.charAt(start - 1) || " ") === true)
    return undefined;
  const isNumber = isDigit(digits.charCodeAt(0));
  const number = isNumber ? numberOf(digits) : numeralAt(prompt, end);
  if (number === undefined || (isNumber && continues(prompt, end))) return undefined;
  const kind = IMAGE_WORD.test(word) ? "image" : "video";
  const name = kind === "image" ? "图" : "视频";
  const isSpelt = word === name && isNumber;
  return { kind, number, start, end, isSpelt, isPlain: true, wanted: `${name}${number}` };
}

/**
 * Follows 图一 where that names a reference: the end, a sign, or a word that joins it to the sentence. In 视频一开始,
 * 图一样 and 视频二次元 the numeral belongs to what follows.
 */
const AFTER_NUMERAL = /^(?:$|[\s\p{P}]|[的里裡中内內在是为為和与與跟及或把被将將从從向给給])/u;

/** The number whose numeral ends there. */
function numeralAt(prompt: string, end: number): number | undefined {
  const number = numerals.indexOf(prompt.charAt(end - 1)) + 1;
  return number > 0 && AFTER_NUMERAL.test(prompt.slice(end, end + 1)) ? number : undefined;
}

/** The number of ASCII or full-width digits; `undefined` for more of them than a reference has. */
function numberOf(digits: string): number | undefined {
  if (digits.length > MOST_DIGITS) return undefined;
  let number = 0;
  for (let i = 0; i < digits.length; i++) number = number * 10 + (digits.charCodeAt(i) & 0xf);
  return number;
}

/** ASCII and full-width digits. */
function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0xa0 || code === 0x3000;
}

function isWordCharacter(code: number): boolean {
  const low = code | 0x20;
  return (low >= 0x61 && low <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

const measureAfter =
  /\s?(?:(?:seconds?|secs?|s|minutes?|mins?|hours?|fps|times|x|px|pixels?|percent|degrees?|k)(?![\p{L}\p{N}])|(?:秒|分[钟鐘]|次|倍|帧|幀|个|個|张|張|幅|遍|年))/iuy;

/** First characters of the measures, asked before the expression is. */
const measureBegins = "sSmMhHfFtTxXpPdDkK秒分次倍帧幀个個张張幅遍年";

/** Whether the digits go on into something else: `1080p`, `3D`, `16:9`, `2x2`, `5-second`, `2 times`, 3秒. */
function continues(prompt: string, end: number): boolean {
  const code = prompt.charCodeAt(end);
  if (Number.isNaN(code)) return false;
  if (isWordCharacter(code) || code === 0x25 || code === 0xb0 || code === 0xd7) return true; // % ° ×
  const after = prompt.charCodeAt(end + 1);
  const isNumberAfter = isDigit(after);
  if (code === 0x2e || code === 0x2c || code === 0x3a || code === 0x2f || code === 0x2013)
    return isNumberAfter; // . , : / –
  if (code === 0x2d) return isNumberAfter || isWordCharacter(after);
  if (!measureBegins.includes(prompt.charAt(isBlank(code) ? end + 1 : end))) return false;
  measureAfter.lastIndex = end;
  return measureAfter.test(prompt);
}
