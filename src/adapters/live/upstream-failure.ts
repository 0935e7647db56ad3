/** Why no answer came from an upstream. */
export type UpstreamFailureKind =
  /** No connection: nothing listens, no such host, a certificate that is not trusted. */
  | "unreachable"
  /** The connection broke, or brought what is no HTTP. */
  | "lost"
  /** No connection, or no byte, in time. */
  | "silent"
  /** The client left, or the proxy was stopped. */
  | "given-up";

/** A request that an upstream did not answer. */
export class UpstreamFailure extends Error {
  /**
   * @param message - what happened, without a full stop
   * @param mayHaveArrived - the upstream may have got the request, and acted on it
   * @param cause - what Node failed with
   */
  constructor(
    readonly kind: UpstreamFailureKind,
    message: string,
    readonly mayHaveArrived: boolean,
    cause?: Error,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it was reset",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "its name could not be resolved",
  EPIPE: "it was closed",
  EPROTO: "the two sides did not agree on TLS",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS: is it an http address?",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by an authority that is not trusted",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};

/** The reason of a failed call in words, with its code. */
export function reasonOf(error: Error): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: readonly Error[] };
  // Attempts at several addresses fail with a list of reasons and no words.
  if (message === "" && errors?.[0] !== undefined) return reasonOf(errors[0]);
  if (code === undefined) return message;
  const words = reasons[code] ?? (code.startsWith("HPE_") ? "the answer is not HTTP" : message);
  return `${words} (${code})`;
}
