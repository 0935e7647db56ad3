import { signal } from "@preact/signals";
import { shellQuoted } from "../../text/shell-quoted.js";
import { constant } from "./resource.js";
import { Refused, type Schemas, send } from "./source.js";

/** A call that changes something. */
export interface Command {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** A call that reads. */
export interface Read {
  readonly method: "GET";
  readonly path: string;
  readonly body?: undefined;
}

/** What became of the latest command, shown for a while. */
export interface Notice {
  readonly kind: "done" | "refused";
  readonly text: string;
  /** The same call from a shell. */
  readonly curl: string;
}

export const notice = signal<Notice | undefined>(undefined);

/** Real milliseconds that a notice is shown. */
const SHOWN_MS = 8000;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** The header that lets a shell in where the page has a cookie; the variable is the one that sets the token of `serve`. */
function tokenHeader(path: string): string {
  const health = constant<Schemas["Health"]>("/_mock/health").value.value;
  const isAsked = path.startsWith("/_mock/") && health?.control_token === true;
  return isAsked ? ' -H "X-Wan-Mock-Token: $WAN_MOCK_CONTROL_TOKEN"' : "";
}

/** A call as a line for a shell. */
export function curlLine({ method, path, body }: Command | Read): string {
  const way =
    method === "GET" ? "" : method === "POST" ? (body === undefined ? " -X POST" : "") : ` -X ${method}`;
  const data = body === undefined ? "" : ` -d ${shellQuoted(JSON.stringify(body))}`;
  return `curl -s${way}${tokenHeader(path)} ${shellQuoted(location.origin + path)}${data}`;
}

/**
 * Carries a command out and tells what became of it.
 *
 * @param done - the sentence for its success
 * @returns the answer; `undefined` where it was refused
 */
export async function run<Value = unknown>(command: Command, done: string): Promise<Value | undefined> {
  const curl = curlLine(command);
  try {
    const value = await send(command.method, command.path, command.body);
    tell({ kind: "done", text: done, curl });
    return value as Value;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell({ kind: "refused", text: error.message, curl });
    return undefined;
  }
}

function tell(what: Notice): void {
  notice.value = what;
  clearTimeout(hiding);
  hiding = setTimeout(() => (notice.value = undefined), SHOWN_MS);
}
