import { createHash } from "node:crypto";
import type { ReportFacts } from "../../page/report-facts.js";
import { pageFiles } from "./page-files.js";
import { contentSecurityPolicy, pageHtml } from "./page-html.js";

/**
 * A page in one file that asks nothing of anybody: script, style and the answers that it shows stand in it, and a policy
 * lets no others run.
 *
 * @param answers - JSON texts of answers, by path and query as the page asks for them
 * @throws {KitError} `INPUT_UNREADABLE` where the package was not built
 */
export function reportHtml(facts: ReportFacts, answers: ReadonlyMap<string, string>): string {
  const files = pageFiles();
  const style = files.style.trimEnd();
  // In a string or pattern of a script both say the same; between tags they would end it, or hide its end.
  const script = files.script.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3C!--").trimEnd();
  const saved = [...answers, ["report", JSON.stringify(facts)] as const];
  const members = saved.map(([path, text]) => `${JSON.stringify(path)}:${text}`);
  const data = `{${members.join(",\n")}}`.replaceAll("<", "\\u003c");
  const policy = contentSecurityPolicy({
    script: hashOf(script),
    style: hashOf(style),
    connect: "'none'",
    media: "'none'",
  });
  return pageHtml({
    title: facts.title,
    head: `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`,
    scripts: `<script type="application/json" id="report">${data}</script>\n<script type="module">${script}</script>`,
    withoutScript: "This report needs JavaScript: its data stands in the file as JSON.",
  });
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
