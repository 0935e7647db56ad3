import { isAbsolute, relative, resolve, sep } from "node:path";
import { caseMessages, type Report, type ReportLevel, type ReportMessage } from "./report.js";
import { visibleText } from "./visible-text.js";

/** Annotations of one kind that GitHub shows of a step; the log has all. */
const MOST_SHOWN = 10;

/**
 * The report as workflow commands of GitHub Actions: an annotation for each message, the errors first, and a notice
 * that says how it ended.
 *
 * @param repository - as `repositoryPath`
 */
export function githubReport(report: Report, repository?: string): string {
  const annotations = report.groups.flatMap((group) =>
    group.cases
      .filter(({ outcome }) => outcome !== "skipped")
      .flatMap((one) =>
        caseMessages(report, one).map((message) => ({ about: `${group.name}: ${one.name}`, message })),
      ),
  );
  const of = (wanted: ReportLevel) =>
    annotations
      .filter(({ message }) => message.level === wanted)
      .map(({ about, message }) => annotation(report, about, message, repository));
  const [errors, warnings, notes] = [of("error"), of("warning"), of("note")];
  const unseen = [hidden(errors.length, "errors"), hidden(warnings.length, "warnings")].filter(
    (part) => part !== "",
  );
  const rest = unseen.length === 0 ? "" : `; GitHub shows ${unseen.join(" and ")}: the log has all`;
  const end = command("notice", { title: `wan-mock ${report.tool}` }, `${report.summary}${rest}`);
  return `${[...errors, ...warnings, end, ...notes].join("\n")}\n`;
}

function hidden(count: number, noun: string): string {
  return count > MOST_SHOWN ? `${MOST_SHOWN} of ${count} ${noun}` : "";
}

function annotation({ tool }: Report, about: string, message: ReportMessage, repository?: string): string {
  const { level, rule, text, place } = message;
  const name = level === "note" ? "notice" : level;
  const title = `wan-mock ${tool}: ${rule}`;
  // Without a line to stand at, nothing else tells what it is about.
  if (place === undefined) return command(name, { title }, `${about}: ${text}`);
  const { file, line, column } = place;
  const where = {
    file: repositoryPath(file, repository),
    line,
    ...(column === undefined ? {} : { col: column }),
  };
  return command(name, { ...where, title }, text);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(",")}::${data(text)}`;
}

function data(text: string): string {
  return visibleText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * A file as a service names it that shows findings beside the source: from the repository's root, with `/` between
 * folders; whole where it lies elsewhere.
 *
 * @param repository - its root, `GITHUB_WORKSPACE`; the current folder by default
 */
export function repositoryPath(file: string, repository = ""): string {
  const path = relative(resolve(repository), resolve(file));
  const isInside = path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (isInside ? path : resolve(file)).replaceAll(sep, "/");
}
