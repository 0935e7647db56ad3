import { type AssetReport, assetSourcesOf, findAsset } from "../../../compose/asset-sources.js";
import { samplePatterns } from "../../../contract/media/sample-name.js";
import type { Asset } from "../../../contract/rules/define-rule.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { jsonText } from "../../reports/print-catalogue.js";
import { hanging, wrapped } from "../../reports/table.js";
import { type Screen, screenOf, type Terminal } from "../../terminal/terminal.js";

/**
 * Prints what a mock with these options knows of URLs, and from where; without URLs the names that samples have.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export async function runAssets(
  terminal: Terminal,
  urls: readonly string[],
  options: Pick<MockOptions, "assets">,
  format: "pretty" | "json",
): Promise<void> {
  const { stdout } = terminal;
  const screen = screenOf(stdout, terminal);
  const sources = assetSourcesOf(options);
  if (urls.length === 0) {
    stdout.write(format === "json" ? jsonText({ samples: samplePatterns }) : patterns(screen));
    return;
  }
  const reports: AssetReport[] = [];
  for (const url of urls) reports.push(await findAsset(sources, url));
  stdout.write(
    format === "json"
      ? jsonText({ assets: reports })
      : reports.map((report) => paragraph(report, screen)).join("\n"),
  );
}

function patterns({ colours, width }: Screen): string {
  const parts = samplePatterns.map(
    ({ pattern, summary, examples }) =>
      `${colours.cyan(pattern)}\n${wrapped(`${summary}, such as ${examples.join(", ")}`, width, 2)}`,
  );
  return `${parts.join("")}${wrapped("Known under any host; a mock serves them under /_mock/assets.", width)}`;
}

function paragraph(report: AssetReport, { colours, width }: Screen): string {
  const { url, asset } = report;
  const facts =
    asset === undefined
      ? [
          [
            "unknown",
            "no asset-* rule applies; a clip bills 5 s; results take aspect_ratio, else 16:9",
          ] as const,
        ]
      : propertiesOf(asset);
  const lines = [["from", originOf(report)] as const, ...facts].map(([name, text]) =>
    hanging(`  ${colours.dim(name.padEnd(8))} `, text, width),
  );
  return `${colours.cyan(shown(url))}\n${lines.join("")}`;
}

function originOf({ source, entry, file, problem }: AssetReport): string {
  const why = problem === undefined ? "" : file === undefined ? problem : `${file}: ${problem}`;
  const besides = why === "" ? "" : ` (${why})`;
  switch (source) {
    case "list":
      return `the list, entry ${shown(entry ?? "")}`;
    case "folder":
      return `the file ${file ?? ""}`;
    case "sample":
      return `its name, that of a sample${besides}`;
    case "nothing":
      return `nothing${besides}`;
  }
}

function propertiesOf(asset: Asset): readonly (readonly [name: string, text: string])[] {
  const { kind, format, width, height, seconds, bytes, hasTransparency, hasSound } = asset;
  const yesOrNo = (value: boolean) => (value ? "yes" : "no");
  const rows: (readonly [string, string | undefined])[] = [
    ["kind", kind],
    ["format", format],
    ["pixels", width === undefined && height === undefined ? undefined : `${width ?? "?"}x${height ?? "?"}`],
    ["seconds", seconds?.toString()],
    ["bytes", bytes?.toString()],
    ["alpha", hasTransparency === undefined ? undefined : yesOrNo(hasTransparency)],
    ["sound", hasSound === undefined ? undefined : yesOrNo(hasSound)],
  ];
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  return known.length === 0 ? [["known", "nothing that a rule looks at"]] : known;
}

/** Fit for one line of a terminal. */
function shown(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}...` : text;
  return short.replaceAll(/\p{Cc}/gu, "?");
}
