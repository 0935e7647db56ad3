import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../text/version.js";
import { repositoryPath } from "./github-report.js";
import { caseMessages, type Report, type ReportMessage, type ReportRule } from "./report.js";
import { shortText, visibleText } from "./visible-text.js";

/** Characters of a rule's description that GitHub takes. */
const LONGEST_DESCRIPTION = 1024;

/**
 * The report as a SARIF 2.1.0 log, with what GitHub's code scanning asks for beyond the schema.
 *
 * @param repository - as `repositoryPath`
 */
export function sarifReport(report: Report, repository?: string): object {
  const messages = report.groups.flatMap((group) => group.cases.flatMap((one) => caseMessages(report, one)));
  const rules = rulesOf(report.rules ?? [], messages);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const identity = fingerprints();
  const driver = { name: "wan-mock", version, semanticVersion: version, rules: rules.map(descriptor) };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        results: messages.map((message) => ({
          ruleId: message.rule,
          ruleIndex: indexes.get(message.rule),
          level: message.level,
          message: { text: visibleText(message.text) },
          locations: [location(message, repository)],
          partialFingerprints: { primaryLocationLineHash: identity(message) },
        })),
      },
    ],
  };
}

/** The rules that are known, and those of messages that speak of others. */
function rulesOf(known: readonly ReportRule[], messages: readonly ReportMessage[]): readonly ReportRule[] {
  const rules = new Map(known.map((rule) => [rule.id, rule]));
  for (const { rule: id, level } of messages) {
    if (!rules.has(id)) rules.set(id, { id, level, summary: id });
  }
  return [...rules.values()];
}

function descriptor({ id, summary, level, help = summary }: ReportRule): object {
  const text = shortText(visibleText(summary), LONGEST_DESCRIPTION);
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: visibleText(help) },
    defaultConfiguration: { level },
  };
}

function location({ place, pointer }: ReportMessage, repository?: string): object {
  const at = place && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(place.file, repository) },
      region: {
        startLine: place.line,
        ...(place.column === undefined ? {} : { startColumn: place.column }),
      },
    },
  };
  const inside = pointer ? { logicalLocations: [{ fullyQualifiedName: visibleText(pointer) }] } : {};
  return { ...at, ...inside };
}

/** Relative to the repository where it lies in it. */
function uriOf(file: string, repository?: string): string {
  const path = repositoryPath(file, repository);
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return visibleText(path).split("/").map(encodeURIComponent).join("/");
}

/**
 * Identities that survive when lines move: the rule and its sentence, and the how-manieth alike of the file it is.
 * They stand under the only name that GitHub reads.
 */
function fingerprints(): (message: ReportMessage) => string {
  const seen = new Map<string, number>();
  return ({ rule, text, place }) => {
    const hash = createHash("sha256").update(`${rule}\n${text}`).digest("hex").slice(0, 16);
    const key = `${hash} ${place?.file ?? ""}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${hash}:${count}`;
  };
}
