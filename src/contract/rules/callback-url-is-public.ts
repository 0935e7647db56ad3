import { quoteForMessage } from "../../errors/quote-for-message.js";
import { internalHost } from "../../hosts/internal-address.js";
import { shownName } from "../shown-name.js";
import { type SpellingFault, spellingFault } from "../url-spelling.js";
import { calledBack, defineRule, descriptionOf, noComplaints } from "./define-rule.js";

const HTTP = /^https?:/i;

/** Ends the sentence "callback_url must lead to a public host, got URL, with ...". */
const faultReasons: Readonly<Record<Exclude<SpellingFault, "slashes">, string>> = {
  "no-host": "no host",
  "escaped-host": "a percent escape in its host",
  port: "a port that is not a number from 1 to 65535",
};

/** Judged by the spelling alone: a public name that resolves to a private address is not caught here. */
export const callbackUrlIsPublic = defineRule({
  id: "callback-url-is-public",
  summary: "Refuse a `callback_url` that leads to an internal address, however it is spelt",
  source: descriptionOf("wan2.7-text-to-video", "callback_url"),
  everyModel: true,
  parameters: ["callback_url"],
  messages: {
    internal: "callback_url must lead to a public host, got {value}: {host} is {reason}",
    hostless: "callback_url must lead to a public host, got {value}, with {reason}",
  },
  accepts: () => [calledBack("https://hooks.example.com/wan")],
  refuses: () => [
    calledBack("https://192.168.0.12/wan"),
    calledBack("https://hooks.example.com@2130706433/wan"),
    calledBack("http://localhost:3000/wan", { alsoBreaks: ["callback-url-is-https"] }),
  ],
  check: ({ body: { callback_url: url }, settings }) => {
    if (typeof url !== "string") return noComplaints;
    const isHttp = HTTP.test(url);
    const fault = isHttp ? spellingFault(url) : undefined;
    const internal = internalHost(url);
    if (internal === undefined && fault === undefined) return noComplaints;
    const at = "/callback_url";
    if (internal !== undefined && internal.host !== "") {
      const { host, reason, impossible = false } = internal;
      const data = { value: quoteForMessage(url), host: shownName(host), reason };
      return settings.allowLocalCallbacks && !impossible
        ? [{ at, message: "internal", data, severity: "warn" }]
        : [{ at, message: "internal", data }];
    }
    // callback-url-is-https says the rest.
    if (fault === "slashes" || !isHttp) return noComplaints;
    const reason = fault === undefined ? internal?.reason : faultReasons[fault];
    return reason === undefined
      ? noComplaints
      : [{ at, message: "hostless", data: { value: quoteForMessage(url), reason } }];
  },
});
