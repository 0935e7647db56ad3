/** Stands in the place of what was taken out. */
const REMOVED = "removed";

/** A parameter of a URL whose name says that its value is a secret. */
const PARAMETER =
  /([?&][\w.-]{0,40}?(?:token|key|secret|signature|sig|passw(?:or)?d|credential|auth)[\w.-]{0,40}=)[^&#"'\\\s<>]+/gi;

/** User name and password in front of a host. */
const USER = /(:\/\/)[^/?#@"'\\\s<>]{1,200}@/g;

/** A header's value, and what looks like an API key. */
const BEARER = /(\bBearer )[\w.~+/-]{8,}=*/gi;
const API_KEY = /\bsk-[\w-]{16,}/g;

/**
 * A text without the secrets that can be recognised: passwords and signing parameters of URLs, bearer tokens, API keys.
 * JSON stays JSON.
 */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(PARAMETER, `$1${REMOVED}`)
    .replaceAll(USER, `$1${REMOVED}@`)
    .replaceAll(BEARER, `$1${REMOVED}`)
    .replaceAll(API_KEY, REMOVED);
}
