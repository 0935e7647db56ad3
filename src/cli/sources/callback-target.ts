import { invalidOption } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { parseUrl } from "../../text/parse-url.js";
import { staysHere } from "./service-address.js";

/**
 * Reads the address that callbacks are sent to.
 *
 * @param flag - as messages name it, such as `--to`
 * @param yesLive - whether it may be on another machine
 * @throws {KitError} `INVALID_OPTION`
 */
export async function callbackTarget(flag: string, text: string, yesLive = false): Promise<string> {
  const url = parseUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalidOption(
      `${flag} is ${quoteForMessage(text)}: it must be an address such as http://localhost:3000/hooks`,
    );
  }
  if (url.username !== "" || url.password !== "")
    throw invalidOption(`${flag} holds a user name or password: leave it out, callbacks carry none`);
  if (yesLive || (await staysHere(url.hostname))) return text;
  throw invalidOption(
    `${flag} leads to ${url.host}, which is not on this machine: give --yes-live to send callbacks there`,
  );
}
