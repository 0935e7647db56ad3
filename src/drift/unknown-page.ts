const looks: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /\b404\b|\bpage (?:was )?not found\b|could not find|couldn[\u2019']t find|does(?:n[\u2019']t| not) exist|页面不存在|未找到|no (?:se )?encontr|nicht gefunden|introuvable/i,
    "it looks like the page of a site that did not find what was asked for",
  ],
  [
    /\b(?:sign|log) ?in\b.*\b(?:password|account|continue|with)\b|\bpassword\b|登录|iniciar sesión|anmelden/i,
    "it looks like a page to log in",
  ],
  [
    /just a moment|captcha|verify you are (?:a )?human|access denied|forbidden|enable javascript|too many requests|service unavailable|bad gateway/i,
    "it looks like the answer of a server that refused the page",
  ],
];

/** Short pages are judged by their words; long ones have all kinds of them. */
const SHORT = 2000;

/**
 * Describes a page of which nothing could be compared, and what to give instead, for a sentence.
 *
 * @param models - the known models that it names
 */
export function describeUnknownPage(text: string, models: readonly string[]): string {
  const look = text.length > SHORT ? undefined : looks.find(([pattern]) => pattern.test(text))?.[1];
  const links = text.match(/\]\([^)]*\)|https?:\/\/\S+/g)?.length ?? 0;
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  const isLinks = links > 2 && links * 2 >= lines;
  const named = models.length === 0 ? "it names no model that is known" : `it names ${models.join(", ")}`;
  const kind = look ?? (isLinks ? "it is a list of links" : "it is prose");
  return (
    `nothing to compare: ${kind}, and ${named}; it holds no OpenAPI document ("openapi: 3.1.0", whole or in a fenced block), ` +
    `no part "Body" or "Response", and none of the tables of the guide or of the error codes: ` +
    `give the page as Markdown (its address with .md at the end), its OpenAPI document, or all of its text`
  );
}
