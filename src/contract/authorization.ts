const BEARER = /^bearer +(\S.*)$/i;

/**
 * The API key of an `Authorization` header: what follows `Bearer`, whose case does not matter (RFC 9110).
 *
 * @returns `undefined` when the header is absent, empty, or of another scheme
 */
export function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return BEARER.exec(header)?.[1]?.trimEnd();
}
