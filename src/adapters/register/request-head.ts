import { paidHostOf } from "../../hosts/paid-host.js";

const REQUEST_LINE = /^[A-Z]{3,7} \S+ HTTP\/1\.[01]\r\n/;

/**
 * A piece of what a client writes, with the mock named as `Host` where it starts a request to the paid service: the
 * mock links results to where it was reached. The host that was asked for follows in `X-Forwarded-Host`. Clients write the
 * head of a request in one piece.
 *
 * @param authority - host and port of the mock
 */
export function namingMock(text: string, authority: string): string {
  if (!REQUEST_LINE.test(text)) return text;
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return (
    head.replace(/(\r\nhost:[ \t]*)([^\r\n]*)/i, (line, name: string, host: string) =>
      paidHostOf(host.trim()) === undefined ? line : `${name}${authority}\r\nX-Forwarded-Host: ${host}`,
    ) + text.slice(head.length)
  );
}
