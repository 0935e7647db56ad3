import { vendorOperations } from "../contract/vendor-operations.js";
import { type BundledDocument, type BundledOperation, bundledOperations } from "./compare-document.js";
import type { FoundOperation } from "./compare-operation.js";

/** Fields by which an operation is known where a page does not show its address, and how many of them it takes. */
const FIELDS: readonly (readonly [path: string, least: number, names: readonly string[]])[] = [
  [vendorOperations.query.path, 2, ["task_info", "progress", "results", "can_cancel"]],
  [vendorOperations.credits.path, 2, ["remaining_credits", "used_credits", "unlimited_credits"]],
  ["/api/v1/files/quota", 2, ["max_files", "remain_files", "used_files"]],
  ["/api/v1/files/upload/base64", 1, ["base64_data"]],
  ["/api/v1/files/upload/url", 2, ["file_url", "upload_path"]],
];

/**
 * The operation that a page without a document is about: the one whose method and address it shows first, else one whose
 * address it shows, else one whose fields it names.
 */
export function operationShown(
  text: string,
  bundled: readonly BundledDocument[],
): BundledOperation | undefined {
  // Above a rendered page the address stands in pieces, one a line.
  const compact = text
    .replaceAll(/\s*\n\s*\/\s*\n\s*/g, "/")
    .replaceAll(/https?:\/\/[\w.-]+(?=\/)/g, "")
    .replaceAll(/--request (\w+) \\\s*--url /g, "$1 ");
  const all = bundledOperations(bundled);
  const first = (pattern: (operation: FoundOperation) => RegExp) =>
    all
      .map((one) => ({ one, at: compact.search(pattern(one.operation)) }))
      .filter(({ at }) => at !== -1)
      .sort((a, b) => a.at - b.at)[0]?.one;
  return (
    first(({ method, path }) => new RegExp(`\\b${method}[\\s\`*]*${template(path)}`, "i")) ??
    first(({ path }) => new RegExp(`(?<![\\w/])${template(path)}`)) ??
    knownByFields(text, all)
  );
}

function knownByFields(text: string, all: readonly BundledOperation[]): BundledOperation | undefined {
  const words = new Set(text.match(/[a-z0-9]+(?:_[a-z0-9]+)*/g));
  const [path] =
    FIELDS.find(([, least, names]) => names.filter((name) => words.has(name)).length >= least) ?? [];
  return all.find(({ operation }) => operation.path === path);
}

/** An address as pages write it, with any name or id for a parameter. */
function template(path: string): string {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[.]/g, "\\$&"));
  return `${parts.join("(?:\\\\?\\{[^}\\n]*\\}|<\\w+>|:?[\\w-]+)")}(?![\\w/-])`;
}
