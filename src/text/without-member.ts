import { endOfString, nameAt } from "./json-strings.js";

/**
 * The text of a JSON object without the members of a name, however often it stands there and however it is escaped. All
 * else stays as it is written; members of inner objects do too.
 *
 * @param text - JSON that `JSON.parse` has accepted as an object
 */
export function withoutMember(text: string, name: string): string {
  const kept: string[] = [];
  const first = text.indexOf("{") + 1;
  let depth = 0;
  let start = first;
  let own: string | undefined;
  for (let at = first; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (depth === 0) own ??= nameAt(text, at, end);
      at = end;
    } else if (char === "{" || char === "[") {
      depth++;
    } else if (depth === 0 && (char === "," || char === "}")) {
      if (own !== name) kept.push(text.slice(start, at));
      if (char === "}") return `${text.slice(0, first)}${kept.join(",")}${text.slice(at)}`;
      start = at + 1;
      own = undefined;
    } else if (char === "}" || char === "]") {
      depth--;
    }
  }
  return text;
}
