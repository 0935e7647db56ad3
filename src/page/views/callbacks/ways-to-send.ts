import { shellQuoted } from "../../../text/shell-quoted.js";

/** A flag that would have sent a callback, as a command to start the mock with. */
export interface WayToSend {
  readonly what: string;
  readonly command: string;
}

/**
 * How the mock is started so that a callback is sent, by the flags that the reason names; none where no flag helps.
 *
 * @param reason - why it was withheld
 */
export function waysToSend(reason: string, callbackUrl: string): readonly WayToSend[] {
  const base = /^https?:\/\/[\w.:[\]-]+/i.exec(callbackUrl)?.[0];
  const ways: readonly (readonly [flag: string, value: string | undefined, what: string])[] = [
    ["--forward-to", "http://localhost:3000/hooks", "All callbacks to one receiver of yours"],
    [
      "--callback-map",
      base === undefined ? undefined : `${base}=http://localhost:3000`,
      "Callbacks of this host to yours; path and query stay",
    ],
    ["--allow-external-callbacks", "", "To the address as it is, on the internet"],
    ["--allow-local-callbacks", "", "To the address as it is, on this machine or network"],
  ];
  return ways.flatMap(([flag, value, what]) => {
    if (value === undefined || !reason.includes(flag)) return [];
    return [{ what, command: `npx wan-mock ${flag}${value === "" ? "" : ` ${shellQuoted(value)}`}` }];
  });
}
