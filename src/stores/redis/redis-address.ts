import { invalidOption } from "../../errors/kit-error.js";

/** Where a Redis is, and how to get in. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly isTls: boolean;
  /** `HOST:PORT`, for sentences: without the password. */
  readonly text: string;
}

/**
 * Reads `redis://[USER:PASSWORD@]HOST[:PORT][/DB]`, or `rediss://` for TLS. The port is 6379 and the database 0 where
 * the URL tells none.
 *
 * @throws {KitError} `INVALID_OPTION` for any other text
 */
export function readRedisAddress(url: string): RedisAddress {
  const found =
    /^(rediss?):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?(\[[0-9a-f:.]+\]|[^:@/[\]?#\s]+)(?::(\d{1,5}))?(?:\/(\d{0,4}))?$/i.exec(
      url,
    );
  const port = Number(found?.[5] ?? 6379);
  if (found === null || port < 1 || port > 65535) throw invalidOption(`a store on Redis is named ${FORM}`);
  const [, scheme = "", username = "", password = "", host = "", , db = ""] = found;
  return {
    host: host.replace(/^\[|\]$/g, ""),
    port,
    db: Number(db),
    ...(username === "" ? {} : { username: decoded(username) }),
    ...(password === "" ? {} : { password: decoded(password) }),
    isTls: scheme.toLowerCase() === "rediss",
    text: `${host}:${port}`,
  };
}

const FORM = "redis://HOST:PORT/DB, such as redis://127.0.0.1:6379/0 (rediss:// for TLS)";

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidOption(
      "the user or the password in the URL of the store is not percent-encoded: write % as %25",
    );
  }
}
