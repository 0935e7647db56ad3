import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { comparePublished } from "../../src/compose/drift.js";
import type { ComparedPage } from "../../src/drift/compare-page.js";
import type { DriftFinding } from "../../src/drift/drift-finding.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** A parsed document: tests change it wherever they like. */
export type AnyJson = ReturnType<typeof JSON.parse>;

/** Changes a document in place. */
export type Change = (document: AnyJson) => void;

/** A bundled document, parsed afresh. */
export function documentOf(name: string): AnyJson {
  return parse(readFileSync(new URL(`../../openapi/${name}.yaml`, import.meta.url), "utf8"));
}

/** A bundled document as the vendor publishes its own: a Markdown page with the OpenAPI in a fenced block. */
export function pageOf(name: string, change: Change = () => undefined): string {
  const document = documentOf(name);
  change(document);
  return asPage(document);
}

/** A document in a page. */
export function asPage(document: unknown): string {
  const yaml = stringify(document, { aliasDuplicateObjects: false });
  return `# A page\n\n> What it does, in words\n\n## OpenAPI\n\n\`\`\`\`yaml /en/a.json POST /v1/videos/generations\n${yaml}\`\`\`\`\n`;
}

/** The schema of the submit's body in a document. */
export function requestOf(document: AnyJson): AnyJson {
  const [name] = Object.keys(document.components.schemas).filter((key) => key.endsWith("Request"));
  return document.components.schemas[name ?? ""];
}

/** The submit operation of a document. */
export function submitOf(document: AnyJson): AnyJson {
  return document.paths["/v1/videos/generations"].post;
}

/** Writes a page to a file of its own, gone after the test. */
export function saved(text: string, name = "page.md"): string {
  return temporaryFolder().write(name, text);
}

/** What comes of one page. */
export async function compared(text: string, name?: string): Promise<ComparedPage> {
  const { pages, notCompared } = await comparePublished([saved(text, name)]);
  const [page] = pages;
  if (page === undefined) throw notCompared[0]?.error ?? new Error("no page was compared");
  return page;
}

/** The findings about documents; words in our own wording are not the published ones. */
export async function differencesOf(text: string, name?: string): Promise<readonly DriftFinding[]> {
  return (await compared(text, name)).findings.filter(({ part }) => part !== "prose");
}
