/** A place in a prompt that names a reference by number, or nearly so: `Image 1`, `image 1`, `Image1`, 图1. */
export interface PromptReference {
  readonly kind: "image" | "video";
  readonly number: number;
  /** Where it begins, and where the text after it does. */
  readonly start: number;
  readonly end: number;
  /** Spelt as the documents want it. */
  readonly isSpelt: boolean;
  /** Hardly anything but a reference: "video 2" also stands in "in this video 2 dogs run", "video2" does not. */
  readonly isPlain: boolean;
}

const SPACE = 0x20;
/** "Image 1080p", "Video 2024": no reference has as many digits. */
const MOST_DIGITS = 2;
/** Words that these end with are no reference: 地图1, 截图1, 短视频2. */
const compoundsOfImage = "地截插视构意蓝拼版草绘制企试海";
const compoundsOfVideo = "短长";

const measureAfter =
  /\s?(?:(?:seconds?|secs?|s|minutes?|mins?|hours?|fps|times|x|px|pixels?|percent|degrees?|k)(?![\p{L}\p{N}])|(?:秒|分钟|次|倍|帧|个|张|幅|遍|年))/iuy;

/** First characters of the measures, asked before the expression is. */
const measureBegins = "sSmMhHfFtTxXpPdDkK秒分次倍帧个张幅遍年";

/** Up to the first digit of what may be a reference. */
const CANDIDATE = /(?:image|video|图|视频)[ \u00a0\u3000_#-]{0,3}[0-9\uff10-\uff19]/gi;

/** The first reference at or after `from`, in reading order. */
export function nextReference(prompt: string, from: number): PromptReference | undefined {
  CANDIDATE.lastIndex = from;
  while (CANDIDATE.test(prompt)) {
    const digits = CANDIDATE.lastIndex - 1;
    let end = digits + 1;
    while (isDigit(prompt.charCodeAt(end))) end++;
    if (end - digits <= MOST_DIGITS) {
      const found = referenceBefore(prompt, digits, end);
      if (found !== undefined && !continues(prompt, end)) return found;
    }
    CANDIDATE.lastIndex = end;
  }
  return undefined;
}

/** ASCII and full-width digits. */
function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

/** The reference whose digits a candidate ends with; `undefined` for a longer word, such as 地图 or "reimage". */
function referenceBefore(prompt: string, digits: number, end: number): PromptReference | undefined {
  let wordEnd = digits;
  while (digits - wordEnd < 3 && isSeparator(prompt.charCodeAt(wordEnd - 1))) wordEnd--;
  const last = prompt.charCodeAt(wordEnd - 1);
  if (last === 0x56fe || last === 0x9891) return chineseReference(prompt, wordEnd, digits, end); // 图, 视频
  const kind = (last | 0x20) === 0x65 ? "image" : "video"; // e, o
  const start = wordEnd - 5;
  if (isWordCharacter(prompt.charCodeAt(start - 1))) return undefined;
  const isSpelt =
    digits === wordEnd + 1 &&
    prompt.charCodeAt(wordEnd) === SPACE &&
    prompt.startsWith(kind === "image" ? "Image" : "Video", start) &&
    isPlainNumber(prompt, digits, end);
  const isSpaced = digits > wordEnd && isBlank(prompt.charCodeAt(wordEnd));
  return { kind, number: numberAt(prompt, digits, end), start, end, isSpelt, isPlain: isSpelt || !isSpaced };
}

/** ASCII digits without a leading zero. */
function isPlainNumber(prompt: string, start: number, end: number): boolean {
  if (end - start > 1 && prompt.charCodeAt(start) === 0x30) return false;
  for (let i = start; i < end; i++) if (prompt.charCodeAt(i) > 0x39) return false;
  return true;
}

/** A space, or full-width digits, are a matter of typesetting in Chinese: every spelling is right. */
function chineseReference(
  prompt: string,
  wordEnd: number,
  digits: number,
  end: number,
): PromptReference | undefined {
  if (digits - wordEnd > 1) return undefined;
  const isImage = prompt.endsWith("图", wordEnd);
  const start = wordEnd - (isImage ? 1 : 2);
  const compounds = isImage ? compoundsOfImage : compoundsOfVideo;
  if (start > 0 && compounds.includes(prompt.charAt(start - 1))) return undefined;
  const number = numberAt(prompt, digits, end);
  return { kind: isImage ? "image" : "video", number, start, end, isSpelt: true, isPlain: true };
}

function numberAt(prompt: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) number = number * 10 + (prompt.charCodeAt(i) & 0xf);
  return number;
}

/** Blanks of all widths, `-`, `_` and `#`. */
function isSeparator(code: number): boolean {
  return isBlank(code) || code === 0x2d || code === 0x5f || code === 0x23;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === 0xa0 || code === 0x3000;
}

function isWordCharacter(code: number): boolean {
  const low = code | 0x20;
  return (low >= 0x61 && low <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

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
