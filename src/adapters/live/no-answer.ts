/** Whether there is no answer. */
export function isNoAnswer(got: object): got is NoAnswer {
  return "why" in got;
}

export interface NoAnswer {
  /** `unreachable`: nobody took the request; `silent`: nothing came in time; `broken`: the connection broke. */
  readonly kind: "unreachable" | "silent" | "broken";
  /** Half a sentence that goes on after the name of the server. */
  readonly why: string;
  /** Asking again would not help: a certificate that is not trusted, a port that is never asked. */
  readonly isLasting?: true;
}

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the name of the host cannot be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EADDRNOTAVAIL: "the address cannot be reached",
  UND_ERR_CONNECT_TIMEOUT: "the host accepts no connection",
  ETIMEDOUT: "the host accepts no connection",
};

/**
 * Why a request of `fetch` has no answer.
 *
 * @param error - what `fetch`, or reading the body, failed with
 * @param seconds - how long the answer was waited for
 */
export function noAnswerOf(error: unknown, seconds: number): NoAnswer {
  const codes = codesOf(error);
  const { name, cause } = error as Error;
  if (name === "TimeoutError" || name === "AbortError") {
    return { kind: "silent", why: `it did not answer within ${seconds} s` };
  }
  // Ports that the fetch standard blocks, such as 6000; all that is told is a sentence.
  if (cause instanceof Error && cause.message === "bad port") {
    return { kind: "unreachable", why: "Node's fetch refuses to connect to this port", isLasting: true };
  }
  for (const code of codes) {
    const why = unreachable[code];
    if (why !== undefined) return { kind: "unreachable", why };
    if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) {
      return { kind: "unreachable", why: `no secure connection could be made (${code})`, isLasting: true };
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
