/** Style of the coverage page: light and dark, wide and narrow, screen and paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #1b2129; --soft: #5a6572; --line: #dde2e8; --done: #1f7a4d; --rest: #e1e5ea; --bad: #a8321f; --bad-back: #fdeeea; --link: #1d5fa8; }
@media (prefers-color-scheme: dark) { :root { --back: #14181d; --card: #1c2229; --text: #e6eaef; --soft: #9aa6b2; --line: #2e3640; --done: #46b37d; --rest: #333c47; --bad: #ff9b85; --bad-back: #3a211c; --link: #7db6f2; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1rem; font-weight: 600; color: var(--soft); }
h2 { margin: 2.25rem 0 0; font-size: 1.15rem; }
h2 span { margin-left: .4rem; color: var(--soft); font-weight: 400; font-size: .9rem; white-space: nowrap; }
a { color: var(--link); }
code, .model, tbody th { font-family: ui-monospace, monospace; font-size: .86rem; }
.total { margin: .25rem 0 .6rem; }
.total strong { font-size: 2.6rem; line-height: 1.1; letter-spacing: -.02em; margin-right: .5rem; white-space: nowrap; }
.total span, .hint, small, footer { color: var(--soft); }
.hint { margin: .15rem 0 .7rem; font-size: .88rem; max-width: 60rem; }
.good { color: var(--done); } .bad { color: var(--bad); font-weight: 600; } .note { color: var(--soft); }
.bar { display: block; width: 100%; height: 8px; border-radius: 4px; }
.bar .rest { fill: var(--rest); } .bar .done { fill: var(--done); }
nav { display: grid; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0; }
.card { display: grid; align-content: start; grid-template-columns: 1fr auto; gap: .3rem .6rem; padding: .75rem .9rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; color: inherit; text-decoration: none; }
.card:hover, .card:focus-visible { border-color: var(--link); }
.card .bar, .card small { grid-column: 1 / -1; } .card .bar { height: 6px; }
.card .share { white-space: nowrap; font-variant-numeric: tabular-nums; } .aside .done { fill: var(--soft); }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin: 0 -.5rem; padding: .7rem .5rem; background: var(--back); border-bottom: 1px solid var(--line); }
.search { display: flex; align-items: center; gap: .5rem; flex: 1 1 16rem; max-width: 30rem; }
input[type=search] { flex: 1; min-width: 0; padding: .35rem .6rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
output { color: var(--soft); font-size: .88rem; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .32rem .8rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { font-size: .8rem; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 400; } tbody tr + tr > * { border-top: 1px solid var(--line); }
.model { color: var(--soft); } .text { min-width: 14rem; } td.error { color: var(--bad); font-weight: 600; } #habits tbody th { min-width: 8.5rem; } #habits .model { min-width: 7.5rem; }
.number { width: 6.5rem; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.none { color: var(--bad); background: var(--bad-back); font-size: .86rem; }
[hidden] { display: none; }
ul { margin: .3rem 0; padding-left: 1.2rem; } summary { cursor: pointer; } footer { margin-top: 2.5rem; font-size: .88rem; }
@media (max-width: 34rem) { body { padding: 1rem .8rem 3rem; } nav { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem; } .card { padding: .6rem .7rem; } th, td { padding: .3rem .5rem; } .number { width: 4.6rem; } code, .model, tbody th { font-size: .78rem; } .total strong { display: block; }
#habits thead { display: none; } #habits tbody tr:not([hidden]), #habits tbody tr > * { display: block; } #habits tbody tr > * + * { border: 0; padding-top: 0; } #habits td:last-child::before { content: "journal "; } }
@media print { :root { --back: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; --bad-back: #fff; } body { max-width: none; padding: 0; font-size: 10pt; } form { display: none; } nav { grid-template-columns: repeat(4, 1fr); } .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; } h2, thead { break-after: avoid; } tr, .card { break-inside: avoid; } .scroll { overflow: visible; } }
`;

/** Script of the coverage page: the filter. Without it everything is shown. */
export const PAGE_SCRIPT = `
const find = document.getElementById("find");
const missing = document.getElementById("missing");
const shown = document.getElementById("shown");
const rows = [...document.querySelectorAll("tbody tr")];
function apply() {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits = words.every((word) => row.dataset.text.includes(word)) && (!missing.checked || row.classList.contains("missing"));
    row.hidden = !fits;
    if (fits) count++;
  }
  for (const section of document.querySelectorAll("main section"))
    section.hidden = section.querySelector("tbody tr:not([hidden])") === null;
  shown.textContent = count === rows.length ? "" : count + " of " + rows.length + " rows";
}
find.addEventListener("input", apply);
missing.addEventListener("change", apply);
find.form.addEventListener("submit", (event) => event.preventDefault());
apply();
`;
