import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import ajvFormats from "ajv-formats";
import { temporaryFolder } from "./temporary-folder.js";

const schema = (name: string) => fileURLToPath(new URL(`../schemas/${name}`, import.meta.url));

/** Whether the parser that reads XML in tests is there. */
export const hasXmllint = spawnSync("xmllint", ["--version"]).status === 0;

/** What the schema of JUnit reports has against texts; empty when they fit. */
export function junitComplaints(...texts: string[]): string {
  const { write } = temporaryFolder();
  const files = texts.map((text, index) => write(`${index}.xml`, text));
  return xmllint("", "--noout", "--schema", schema("junit-4.xsd"), ...files).complaints;
}

/** An element as a parser read it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Character data directly in it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Reads XML; fails where a parser does. The parser's canonical form is simple enough to be taken apart here. */
export function readXml(xml: string): XmlElement {
  const { canonical, complaints } = xmllint(xml, "--c14n", "-");
  if (complaints !== "") throw new Error(complaints);
  const root = { name: "", attributes: {}, text: "", children: [] as XmlElement[] };
  const open = [root];
  for (const [, close, name, attributes = "", text = ""] of canonical.matchAll(
    /<(\/?)([\w-]+)((?: [\w-]+="[^"]*")*)>|([^<]+)/g,
  )) {
    const top = open.at(-1) ?? root;
    if (name === undefined) top.text += decoded(text);
    else if (close === "/") open.pop();
    else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
        key,
        decoded(value),
      ]);
      const element = { name, attributes: Object.fromEntries(pairs), text: "", children: [] };
      top.children.push(element);
      open.push(element);
    }
  }
  return root.children[0] ?? root;
}

function xmllint(input: string, ...args: string[]): { canonical: string; complaints: string } {
  const { status, stdout, stderr } = spawnSync("xmllint", args, {
    input,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  return { canonical: stdout, complaints: status === 0 ? "" : stderr || `ended with ${status}` };
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9A-F]+)|(\w+));/g, (_, code: string | undefined, name = "") =>
    code === undefined ? (entities[name] ?? "") : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

let validateSarif: ValidateFunction | undefined;

/** What the schema of SARIF has against a log; empty when it fits. */
export function sarifComplaints(log: unknown): readonly string[] {
  validateSarif ??= sarifValidator();
  validateSarif(log);
  return (validateSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function sarifValidator(): ValidateFunction {
  // Draft 4 says `id` where later drafts say `$id`; nothing else in this schema differs.
  const text = readFileSync(schema("sarif-2.1.0-rtm.5.json"), "utf8");
  const { id: _id, $schema: _draft, ...document } = JSON.parse(text);
  // One of its patterns is none with the flag u.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  ajvFormats.default(ajv);
  return ajv.compile(document);
}
