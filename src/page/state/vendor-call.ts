import { journal } from "./journal.js";
import { sessionText } from "./session.js";
import { ask, type Schemas } from "./source.js";

/** The API key under which this page calls the service. */
export const apiKey = sessionText("wan-mock.key", "any-key");

/** Where submits go. */
export const SUBMIT_PATH = "/v1/videos/generations";

/** A call of the service. */
export interface VendorCall {
  readonly method: string;
  /** Starts with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, sent as it is. */
  readonly body?: string;
}

/** What came back. */
export interface VendorAnswer {
  /** HTTP status; 0 where no answer arrived. */
  readonly status: number;
  readonly requestId: string | undefined;
  /** JSON where it is some, else the text. */
  readonly body: unknown;
  /** Number of the newest journal entry known before the call. */
  readonly after: number;
}

/** Why a call cannot be sent with these headers; `undefined` where it can. */
export function headerProblem(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries({ Authorization: apiKey.value, ...headers })) {
    if (/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) continue;
    const field = name === "Authorization" ? "The API key" : name;
    return value === ""
      ? `${field} is empty: give one`
      : `${field} takes ASCII letters, digits and signs, without spaces around them`;
  }
  return undefined;
}

/** Calls the service as a client does, under the API key of this page. */
export async function callVendor({ method, path, headers = {}, body }: VendorCall): Promise<VendorAnswer> {
  const after = journal.value.at(-1)?.sequence ?? 0;
  try {
    const answer = await fetch(location.origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
        authorization: `Bearer ${apiKey.value}`,
      },
      ...(body === undefined ? {} : { body }),
    });
    const requestId = answer.headers.get("x-request-id") ?? undefined;
    return { status: answer.status, requestId, body: parsed(await answer.text()), after };
  } catch {
    return { status: 0, requestId: undefined, body: undefined, after };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Times that the journal is read for the entry of a call, and real milliseconds between. */
const TRIES = 10;
const PAUSE_MS = 100;

/** Number of the journal entry of a call that this page made; `undefined` where there is none. */
export async function sequenceOf(
  { method, path }: VendorCall,
  { requestId, after }: VendorAnswer,
): Promise<number | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { items } = await ask<Schemas["JournalPage"]>("/_mock/journal?kind=request&limit=50");
    const entry = items.find(
      (item) =>
        item.kind === "request" &&
        (requestId === undefined
          ? item.sequence > after && item.method === method && path.startsWith(item.path)
          : item.requestId === requestId),
    );
    if (entry !== undefined) return entry.sequence;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return undefined;
}
