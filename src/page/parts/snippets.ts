import { shellQuoted } from "../../text/shell-quoted.js";

/** A call of the service, to be written in another language. The API key is taken from `EVOLINK_API_KEY`. */
export interface Call {
  readonly method: string;
  readonly url: string;
  /** Beside `Authorization` and, with a body, `Content-Type`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value; left out where none is sent. */
  readonly body?: unknown;
}

/** The call for a POSIX shell. */
export function curlSnippet({ method, url, headers = {}, body }: Call): string {
  const parts = [
    `curl -sS${method === (body === undefined ? "GET" : "POST") ? "" : ` -X ${shellQuoted(method)}`} ${shellQuoted(url)}`,
    `-H "Authorization: Bearer $EVOLINK_API_KEY"`,
    ...headersOf(headers, body).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${shellQuoted(JSON.stringify(body, null, 2))}`]),
  ];
  return parts.join(" \\\n  ");
}

/** The call for Node.js, as a module. */
export function fetchSnippet({ method, url, headers = {}, body }: Call): string {
  const members = [
    `method: ${JSON.stringify(method)},`,
    "headers: {",
    "  Authorization: `Bearer ${process.env.EVOLINK_API_KEY}`,",
    ...headersOf(headers, body).map(
      ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
    ),
    "},",
    ...(body === undefined ? [] : [`body: ${bodyForScript(body)},`.replaceAll("\n", "\n  ")]),
  ];
  return [
    `const answer = await fetch(${JSON.stringify(url)}, {`,
    ...members.map((line) => `  ${line}`),
    "});",
    "console.log(answer.status, await answer.text());",
  ].join("\n");
}

/** A member `__proto__` of a literal would set the prototype: such a body is written as its JSON text. */
function bodyForScript(body: unknown): string {
  const text = JSON.stringify(body, null, 2);
  return text.includes('"__proto__"') ? JSON.stringify(JSON.stringify(body)) : `JSON.stringify(${text})`;
}

/** The call for Python 3, with its standard library alone. */
export function pythonSnippet({ method, url, headers = {}, body }: Call): string {
  const hasBody = body !== undefined;
  return [
    ...(hasBody ? ["import json"] : []),
    "import os",
    "import urllib.error",
    "import urllib.request",
    "",
    ...(hasBody ? [`body = ${pythonValue(body, "")}`] : []),
    "request = urllib.request.Request(",
    `    ${pythonText(url)},`,
    ...(hasBody ? ["    data=json.dumps(body).encode(),"] : []),
    "    headers={",
    `        "Authorization": "Bearer " + os.environ["EVOLINK_API_KEY"],`,
    ...headersOf(headers, body).map(([name, value]) => `        ${pythonText(name)}: ${pythonText(value)},`),
    "    },",
    `    method=${pythonText(method)},`,
    ")",
    "try:",
    "    with urllib.request.urlopen(request) as answer:",
    "        print(answer.status, answer.read().decode())",
    "except urllib.error.HTTPError as error:",
    "    print(error.code, error.read().decode())",
  ].join("\n");
}

function headersOf(headers: Readonly<Record<string, string>>, body: unknown): [string, string][] {
  return Object.entries(body === undefined ? headers : { "Content-Type": "application/json", ...headers });
}

/** Python reads the escapes of a JSON string as JSON does. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}

function pythonValue(value: unknown, indent: string): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const below = `${indent}    `;
  const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const items = Array.isArray(value)
    ? value.map((item) => pythonValue(item, below))
    : Object.entries(value).map(([name, item]) => `${pythonText(name)}: ${pythonValue(item, below)}`);
  if (items.length === 0) return start + end;
  return `${start}\n${items.map((item) => `${below}${item},\n`).join("")}${indent}${end}`;
}
