import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * The cookie that stands for the token of the control side in a browser, which sends no header with an event stream. It
 * follows from the token, so that it survives a restart, and does not tell it.
 */
function cookieOf(token: string): { readonly name: string; readonly value: string } {
  const value = createHmac("sha256", token).update("wan-mock page").digest("hex");
  // Cookies do not distinguish ports: two mocks of one host have two tokens, and so two names.
  return { name: `wan_mock_${value.slice(0, 8)}`, value: value.slice(8) };
}

/**
 * The `Set-Cookie` that lets a browser in. Scripts cannot read it, and pages of other sites cannot have it sent.
 *
 * @param secure - whether the page was asked for over https
 */
export function sessionCookie(token: string, secure: boolean): string {
  const { name, value } = cookieOf(token);
  return `${name}=${value}; Path=/_mock; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}

/** Whether a request brings the cookie of the token. */
export function hasSession({ headers }: IncomingMessage, token: string): boolean {
  const { name, value } = cookieOf(token);
  return (headers.cookie ?? "").split(";").some((part) => {
    const [named = "", sent = ""] = part.trim().split("=");
    return named === name && isSame(sent, value);
  });
}

/** Compares without telling by its duration how much is the same. */
export function isSame(sent: string, wanted: string): boolean {
  const a = Buffer.from(sent);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
