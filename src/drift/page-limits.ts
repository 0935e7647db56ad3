import { UPLOAD_HOURS } from "../contract/uploads/upload-limits.js";
import { imageTypes } from "../contract/uploads/upload-types.js";
import { type Difference, difference } from "./drift-finding.js";
import type { PageRow } from "./table-rows.js";

/** How long the links of results work, in hours. */
const RESULT_HOURS = 24;

const HOURS =
  /(\d+)[\s-]*(?:hours?\b|hrs?\b|h\b|小时|小時|時間|시간|Stunden|heures|horas|ore\b|часов|часа)/giu;
const DAYS = /(\d+)[\s-]*(?:days?\b|天|日間|일\b|Tagen?\b|jours?\b|d[ií]as?\b|giorni\b|дн)/giu;
/** Words of a sentence that states a lifetime. */
const LINK =
  /link|url|expire|valid|file|video|链接|過期|过期|有效|リンク|有効|링크|만료|ablauf|verf(?:a|ä)ll|gültig|lien|enlace|cadu|vál/iu;

/** Compares the limits that a page states in prose: how long links and files live, and what can be uploaded. */
export function compareLimits(rows: readonly PageRow[], subject: string): Difference[] {
  const hours = subject === "files" ? UPLOAD_HOURS : RESULT_HOURS;
  if (subject !== "tasks" && subject !== "files") return [];
  const parameter = subject === "files" ? "200 data.expires_at" : "200 results";
  const found = rows.flatMap(({ text, line }) => {
    if (!LINK.test(text)) return [];
    const stated = [
      ...[...text.matchAll(HOURS)].map(([, count]) => Number(count)),
      ...[...text.matchAll(DAYS)].map(([, count]) => Number(count) * 24),
    ];
    return stated
      .filter((one) => one !== hours)
      .map((one) =>
        difference("lifetime", parameter, { ours: `${hours} hours`, published: `${one} hours`, line }),
      );
  });
  return subject === "files" ? [...found, ...typeDifferences(rows)] : found;
}

/** The types that can be uploaded; a page that names fewer than two does not list them. */
function typeDifferences(rows: readonly PageRow[]): Difference[] {
  const stated = rows.flatMap(({ text, line }) => {
    const types = [
      ...text.matchAll(
        /(?:image|audio|video)\/(?:jpeg|jpg|png|gif|webp|bmp|[a-z0-9.+-]*?(?=image\/|audio\/|video\/|[^a-z0-9.+-]|$))/g,
      ),
    ];
    return types.length > 1 ? types.map(([type]) => ({ type, line })) : [];
  });
  const [first] = stated;
  if (first === undefined) return [];
  const published = [...new Set(stated.map(({ type }) => type))];
  const same = published.length === imageTypes.length && published.every((type) => imageTypes.includes(type));
  if (same) return [];
  return [difference("upload-types", "file", { ours: imageTypes, published, line: first.line })];
}
