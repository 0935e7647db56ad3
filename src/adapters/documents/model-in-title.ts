/** `wan2.6-text-to-video`: words joined by hyphens, one of them with a version. */
const ID = /[a-z][a-z0-9._]*(?:-[a-z0-9._]+)+/gi;

/** Words that a heading may have beside the name. */
const ASIDE = /\s+(?:api|model|endpoint|reference|documentation)$/i;

/**
 * The model that a title names: `Wan2.6 Text to Video` and `wan2.6-text-to-video API` both name `wan2.6-text-to-video`.
 *
 * @returns `undefined` for a title without a version, such as `Create a video`
 */
export function modelInTitle(title: string): string | undefined {
  const spelt = (title.match(ID) ?? []).find((word) => /\d/.test(word));
  if (spelt !== undefined) return spelt.toLowerCase();
  const slug = title
    .trim()
    .replace(ASIDE, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return /^(?!step|part|chapter|section|version|openapi|http)[a-z]+[.-]?\d[a-z0-9.]*-[a-z0-9.-]+$/.test(slug)
    ? slug
    : undefined;
}
