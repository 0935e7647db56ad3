/** Why a request brought no answer. */
export interface NoAnswer {
  /** `unreachable`: nobody took the request; `silent`: nothing came in time; `broken`: the connection broke. */
  readonly kind: "unreachable" | "silent" | "broken";
  /** Half a sentence that goes on after the name of the server. */
  readonly why: string;
}

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the name of the host cannot be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EADDRNOTAVAIL: "the address cannot be reached",
  UND_ERR_CONNECT_TIMEOUT: "the host takes no connection",
  ETIMEDOUT: "the host takes no connection",
};

/** Reads what a failed `fetch` threw. */
export function noAnswerOf(error: unknown, seconds: number): NoAnswer {
  const codes = codesOf(error);
  if (nameOf(error) === "TimeoutError" || nameOf(error) === "AbortError") {
    return { kind: "silent", why: `it did not answer within ${seconds} s` };
  }
  if (isBlockedPort(error)) return { kind: "unreachable", why: "Node's fetch connects to no such port" };
  for (const code of codes) {
    const why = unreachable[code];
    if (why !== undefined) return { kind: "unreachable", why };
    if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) {
      return { kind: "unreachable", why: `no secure connection could be made (${code})` };
    }
  }
  const [code] = codes;
  return {
    kind: "broken",
    why: `the connection broke without an answer${code === undefined ? "" : ` (${code})`}`,
  };
}

/** Codes of an error, of its cause and of what that consists of. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 3) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  return [
    ...(typeof code === "string" ? [code] : []),
    ...codesOf(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.flatMap((inner: unknown) => codesOf(inner, depth + 1)) : []),
  ];
}

/** Ports that the fetch standard blocks, such as 6000; all that is told is a sentence. */
function isBlockedPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === "bad port";
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}
