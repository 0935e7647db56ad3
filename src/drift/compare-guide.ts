import { errorCatalogue } from "../contract/error-catalogue.js";
import type { ModelContract, ParameterSchema } from "../contract/model-contract.js";
import { ownMember } from "../text/own-member.js";
import { type Difference, type DriftFinding, difference, withoutRepetition } from "./drift-finding.js";
import { compareStatuses, errorRows } from "./page-codes.js";
import { type PageRow, tableRows } from "./table-rows.js";

export interface GuideFacts {
  readonly models: readonly ModelContract[];
  /** Dollars a second by quality. */
  readonly prices: Readonly<Record<string, number>>;
}

type GuideDifference = Difference & { readonly model?: string };

export interface ComparedTables {
  readonly findings: readonly DriftFinding[];
  /** Which of its tables were found: of models, statuses, errors, prices, parameters. */
  readonly tables: number;
}

/** Compares the facts in the guide's tables: models, statuses, error codes, prices, types and bounds of parameters. */
export function compareGuide(text: string, facts: GuideFacts): ComparedTables {
  const rows = tableRows(text);
  const compared = [
    modelRows(rows, facts),
    errorRows(rows, Object.values(errorCatalogue.submit)),
    priceRows(rows, facts),
    compareStatuses(rows),
    parameterRows(rows, facts),
  ].filter((found) => found !== undefined);
  return {
    findings: compared.flat().map((finding) => ({ model: "guide", ...finding })),
    tables: compared.length,
  };
}

function modelRows(rows: readonly PageRow[], { models }: GuideFacts): GuideDifference[] | undefined {
  const listed = rows.flatMap(({ text, cells, line }) => {
    const [, id] =
      /^(wan\d[\d.]*-[a-z]+(?:-[a-z]+)*)(?=[\p{Lu}\p{Lo}]|$)/u.exec(
        cells.length > 1 ? (cells[0] ?? "") : text,
      ) ?? [];
    return id === undefined || (cells.length === 1 && id === text) ? [] : [{ id, line }];
  });
  if (listed.length === 0) return undefined;
  const added = listed.filter(({ id }) => models.every((model) => model.id !== id));
  const removed = models.filter(({ id }) => listed.every((one) => one.id !== id));
  const line = listed[0]?.line;
  return [
    ...added.map((one) => difference("model-added", "model", { published: one.id, line: one.line })),
    ...removed.map(({ id }) => difference("model-removed", "model", { ours: id, line })),
  ];
}

function priceRows(rows: readonly PageRow[], { prices }: GuideFacts): GuideDifference[] | undefined {
  const found: GuideDifference[] = [];
  let count = 0;
  for (const { text, line } of rows) {
    const stated = [
      ...[...text.matchAll(/\$(\d+\.\d+)\s?\/\s?sec(?:ond)?\s+at\s+(\d{3,4}p)/g)].map(([, usd, quality]) => [
        quality,
        usd,
      ]),
      ...[...text.matchAll(/^(\d{3,4}p)\$(\d+\.\d+)(?=[\s$(]|$)/g)].map(([, quality, usd]) => [quality, usd]),
    ];
    for (const [quality = "", usd] of stated) {
      const ours = ownMember(prices, quality);
      if (ours !== undefined) count++;
      if (ours === undefined || Math.abs(ours - Number(usd)) < 0.00005) continue;
      found.push(difference("price", quality, { ours, published: Number(usd), line }));
    }
  }
  return count === 0
    ? undefined
    : withoutRepetition(found, ({ parameter, published }) => [parameter, published]);
}

/** Headings behind which the tables of one model stand, or of all. */
const SECTIONS: readonly (readonly [heading: RegExp, models: RegExp])[] = [
  [/^Shared parameters/i, /./],
  [/^(?:Mode \d: )?Text-to-video(?: specific)?$/i, /text-to-video$/],
  [/^(?:Mode \d: )?Image-to-video(?: specific| with .*)?$/i, /image-to-video$/],
  [/^(?:Mode \d: )?Reference[- ]video(?: specific| with .*)?$/i, /reference-video$/],
  [/^(?:Mode \d: )?Video[- ]edit(?:ing)?(?: specific)?$/i, /video-edit$/],
];

/** The cell right behind a parameter's name. */
const KIND = /^(Yes|No|(?:string|number|integer|boolean|array|object)(?![a-z]))\s?(.*)$/;

function parameterRows(rows: readonly PageRow[], { models }: GuideFacts): GuideDifference[] | undefined {
  const found: GuideDifference[] = [];
  let count = 0;
  let meant: readonly ModelContract[] = [];
  for (const { text, line } of rows) {
    const heading = text.replace(/^#{1,6}\s+/, "").replace(/^\d+\.\s+/, "");
    const section = SECTIONS.find(([pattern]) => pattern.test(heading));
    if (section !== undefined) {
      meant = models.filter(({ id }) => section[1].test(id));
      continue;
    }
    // Without bars the type stands right behind the name: the longest name that is known is meant.
    const names = meant.flatMap(({ properties }) => Object.keys(properties));
    const [name] = names.filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length);
    const [, kind, rest = ""] = KIND.exec(text.slice(name?.length)) ?? [];
    if (name === undefined || kind === undefined) continue;
    count++;
    for (const model of meant) {
      const parts = factsOfRow({ name, kind, rest }, model);
      found.push(...parts.map((part) => ({ ...part, model: model.id, parameter: name, line })));
    }
  }
  return count === 0 ? undefined : found;
}

function factsOfRow(
  { name, kind, rest }: { readonly name: string; readonly kind: string; readonly rest: string },
  model: ModelContract,
): Omit<Difference, "parameter" | "line">[] {
  const schema = ownMember(model.properties, name);
  if (schema === undefined) return [];
  const stated: StatedFact =
    kind === "Yes" || kind === "No"
      ? ["required", model.required.includes(name), kind === "Yes"]
      : ["type", schema.type, kind];
  return [stated, ...boundsOfRow(name, rest, schema)]
    .filter(([, ours, published]) => ours !== published)
    .map(([change, ours, published]) => ({
      severity: "critical",
      change,
      part: "request",
      ours,
      published,
      meaning: "a request that is valid there is refused here, or the reverse",
    }));
}

type StatedFact = readonly [change: string, ours: unknown, published: unknown];

function boundsOfRow(name: string, rest: string, schema: ParameterSchema): StatedFact[] {
  const bounds: StatedFact[] = [];
  const add = (change: "minimum" | "maximum" | "maxLength" | "minItems" | "maxItems", published = "") =>
    bounds.push([change, schema[change], Number(published)]);
  // In "52-15 seconds" the default stands right before the range, so the widest reading is taken off.
  const [, low, high] = /(\d+)\s?[-\u2013]\s?(\d+)\s?sec/.exec(name === "duration" ? rest : "") ?? [];
  if (low !== undefined) {
    // An edit may also keep its length: 0 stands apart from the range.
    if (schema.minimum !== 0) add("minimum", withoutDefault(low, schema.default));
    add("maximum", high);
  }
  const [, characters] = /up to (\d+) characters/i.exec(rest) ?? [];
  if (characters !== undefined) add("maxLength", characters);
  if (schema.type === "array") {
    const [, exactly] = /exactly (\d+)/i.exec(rest) ?? [];
    if (exactly !== undefined) {
      add("minItems", exactly);
      add("maxItems", exactly);
    }
    const [, most] = /^up to (\d+)(?! characters)/i.exec(rest) ?? [];
    if (most !== undefined) add("maxItems", most);
  }
  const [, first, last] = /^(?:random)?(\d+)-(\d+)(?= |$)/.exec(name === "seed" ? rest : "") ?? [];
  if (first !== undefined) {
    add("minimum", first);
    add("maximum", last);
  }
  return bounds;
}

/** The lower end of a range, without the default that a table without bars shows right before it. */
function withoutDefault(low: string, standard: unknown): string {
  const before = typeof standard === "number" ? String(standard) : "";
  return before !== "" && low.length > before.length && low.startsWith(before)
    ? low.slice(before.length)
    : low;
}
