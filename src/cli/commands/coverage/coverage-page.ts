import { createHash } from "node:crypto";
import type { CoverageSection } from "../../../insight/coverage/coverage.js";
import { type CoverageItem, coverageGroups } from "../../../insight/coverage/coverage-item.js";
import { plural } from "../../../text/plural.js";
import { groupBy } from "../../reports/group-by.js";
import { withEntities } from "../../reports/visible-text.js";
import { habitsIn, habitsSummary } from "../habits/habits-report.js";
import { changeSentence, type JoinedCoverage, minimumSentence } from "./coverage-text.js";
import { PAGE_SCRIPT, PAGE_STYLE } from "./page-parts.js";

/**
 * A coverage as one HTML page that asks nothing of anybody: style and script stand in it, and a policy lets no others
 * run. Whatever comes out of files is escaped.
 */
export function coveragePage(joined: JoinedCoverage): string {
  const { coverage, sources, notes, habits } = joined;
  const { groups, items, percent, covered, total } = coverage;
  const policy = `default-src 'none'; style-src ${hashOf(PAGE_STYLE)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const sections = groups.map((group) =>
    sectionOf(
      group,
      items.filter((item) => item.group === group.group),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Contract coverage ${percent.toFixed(1)} %</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Contract coverage</h1>
<p class="total"><strong>${percent.toFixed(1)} %</strong> <span>${covered} of ${total} items, from ${escaped(plural(sources.length, "source"))}</span></p>
${bar(percent)}
${joined.minimum === undefined ? "" : `<p class="${joined.minimum.reached ? "good" : "bad"}">${escaped(sentence(minimumSentence(joined)))}</p>`}
${joined.change === undefined ? "" : `<p class="${joined.change.lost.length === 0 ? "good" : "bad"}">${escaped(sentence(changeSentence(joined)))}</p>`}
${joined.change === undefined ? "" : changeList("Lost", joined.change.lost) + changeList("Won", joined.change.won)}
${notes.map((note) => `<p class="note">${escaped(sentence(note))}</p>`).join("\n")}
</header>
<nav aria-label="Sections">
${groups.map(card).join("\n")}
${habitCard(habits)}
</nav>
<form role="search">
<label class="search">Find <input id="find" type="search" placeholder="duration, 429, wan2.7-video-edit" autocomplete="off"></label>
<label><input id="missing" type="checkbox"> missing only</label>
<output id="shown" for="find missing"></output>
</form>
<main>
${sections.join("\n")}
${habits.length === 0 ? "" : habitTable(habits)}
</main>
<footer>
<details><summary>${escaped(plural(sources.length, "source"))}</summary><ul>${sources.map((source) => `<li><code>${escaped(source)}</code></li>`).join("")}</ul></details>
<p>Every item counts one. The overall percentage is that of all items but those of sections marked "not in the total".</p>
</footer>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function card({ group, title, percent, covered, total, counts }: CoverageSection): string {
  return `<a class="card${counts ? "" : " aside"}" href="#${group}"><b>${title}</b><span class="share">${percent.toFixed(1)} %</span>${bar(percent)}<small>${covered} of ${total}${counts ? "" : ", not in the total"}</small></a>`;
}

/** Drawn, so that no style attribute is needed. */
function bar(percent: number): string {
  return `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${percent.toFixed(1)} %"><rect class="rest" width="100" height="4"/><rect class="done" width="${percent.toFixed(1)}" height="4"/></svg>`;
}

function sectionOf(
  { group, title, percent, covered, total }: CoverageSection,
  items: readonly CoverageItem[],
): string {
  const hitBy = coverageGroups.find(({ name }) => name === group)?.hitBy ?? "";
  const table = group === "rules" ? ruleTable(items) : plainTable(items);
  return `<section id="${group}">
<h2>${title} <span>${covered} of ${total}, ${percent.toFixed(1)} %</span></h2>
<p class="hint">${escaped(hitBy)}</p>
${items.length === 0 ? "<p>There is nothing to cover.</p>" : table}
</section>`;
}

function plainTable(items: readonly CoverageItem[]): string {
  const perModel = items.some(({ models, group }) => models !== undefined && group !== "models");
  const rows = items.map((item) => {
    const [model = ""] = perModel ? (item.models ?? []) : [];
    const name =
      model !== "" && item.label.startsWith(`${model}: `) ? item.label.slice(model.length + 2) : item.label;
    return row(
      [item],
      `${perModel ? `<td class="model">${escaped(model)}</td>` : ""}<th scope="row">${escaped(name)}</th>${hits(item)}`,
    );
  });
  return tableOf(perModel ? ["Model", "Item", "Hits"] : ["Item", "Hits"], 1, rows);
}

/** A row for each rule: refused and passed beside each other. */
function ruleTable(items: readonly CoverageItem[]): string {
  const pairs = groupBy(items, ({ label }) => label.slice(0, label.lastIndexOf(" ")));
  const rows = [...pairs].map(([name, pair]) => {
    const cell = (end: string) => {
      const item = pair.find(({ id }) => id.endsWith(`/${end}`));
      return item === undefined ? "<td></td>" : hits(item);
    };
    return row(pair, `<th scope="row">${escaped(name)}</th>${cell("refused")}${cell("passed")}`);
  });
  return tableOf(["Rule", "Refused", "Passed"], 2, rows);
}

/** @param numbers - columns at the end that hold numbers */
function tableOf(names: readonly string[], numbers: number, rows: readonly string[]): string {
  const heads = names.map(
    (name, at) => `<th scope="col"${at >= names.length - numbers ? ' class="number"' : ""}>${name}</th>`,
  );
  return `<div class="scroll"><table><thead><tr>${heads.join("")}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function row(items: readonly CoverageItem[], cells: string): string {
  const isMissing = items.some((item) => item.hits === 0);
  const found = items.flatMap(({ id, models = [] }) => [id, ...models]).join(" ");
  return `<tr${isMissing ? ' class="missing"' : ""} data-text="${escaped(found.toLowerCase())}">${cells}</tr>`;
}

function hits({ hits: number }: CoverageItem): string {
  return number === 0
    ? '<td class="number none"><span>missing</span></td>'
    : `<td class="number">${number}</td>`;
}

function habitCard(habits: JoinedCoverage["habits"]): string {
  if (habits.length === 0) return "";
  return `<a class="card aside" href="#habits"><b>Habits</b><span class="share">${habits.length}</span><small>${escaped(habitsSummary(habits))}</small></a>`;
}

/** A row for each finding, those of one habit together. */
function habitTable(habits: JoinedCoverage["habits"]): string {
  const rows = habitsIn(habits)
    .flatMap(({ findings }) => findings)
    .map(({ habit, severity, message, model = "", task = "", key = "", evidence }) => {
      const found = [habit, severity, message, model, task, key].join(" ").toLowerCase();
      const cells = [
        `<td class="${severity}">${severity}</td>`,
        `<th scope="row">${escaped(habit)}</th>`,
        `<td class="text">${escaped(message)}</td>`,
        `<td class="model">${escaped(task)}</td>`,
        `<td class="model">${evidence.join(", ")}</td>`,
      ];
      return `<tr data-text="${escaped(found)}">${cells.join("")}</tr>`;
    });
  return `<section id="habits"><h2>Habits <span>${escaped(habitsSummary(habits))}</span></h2>
<p class="hint">What clients did that costs money or patience in production. The numbers are those of entries in the journal of the mock that saw it.</p>
${tableOf(["Severity", "Habit", "What was seen", "Task", "Journal"], 0, rows)}</section>`;
}

function changeList(title: string, ids: readonly string[]): string {
  if (ids.length === 0) return "";
  const list = ids.map((id) => `<li><code>${escaped(id)}</code></li>`).join("");
  return `<details><summary>${title}: ${ids.length}</summary><ul>${list}</ul></details>`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function escaped(text: string): string {
  return withEntities(text, /[&<>"']/g);
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
