import { quoteForMessage } from "../../errors/quote-for-message.js";
import { internalHost } from "../../hosts/internal-address.js";
import { respelt, spellingFault } from "../url-spelling.js";
import { calledBack, defineRule, descriptionOf, noComplaints } from "./define-rule.js";

const HTTP = /^https?:/i;
const HTTPS = /^https:/i;

export const callbackUrlIsHttps = defineRule({
  id: "callback-url-is-https",
  summary: "Refuse a `callback_url` that is not https",
  source: descriptionOf("wan2.7-text-to-video", "callback_url"),
  everyModel: true,
  parameters: ["callback_url"],
  messages: {
    slashes: "callback_url must start with https:// and a host, got {value}",
    respelt: "callback_url must start with https:// and a host, got {value}: write {better}",
    scheme: "callback_url must start with https://, got {value}",
    local: "callback_url must start with https:// outside this machine, got {value}",
  },
  accepts: () => [calledBack("https://hooks.example.com/wan")],
  refuses: () => [calledBack("http://hooks.example.com/wan"), calledBack("https:/hooks.example.com/wan")],
  check: ({ body: { callback_url: url }, settings }) => {
    if (typeof url !== "string") return noComplaints;
    const isMisspelt = HTTP.test(url) && spellingFault(url) === "slashes";
    if (!isMisspelt && (url.startsWith("https:") || HTTPS.test(url))) return noComplaints;
    const at = "/callback_url";
    const data = { value: quoteForMessage(url) };
    const isAllowed = settings.allowLocalCallbacks && isLocal(url);
    if (isMisspelt) {
      const better = respelt(url, isAllowed ? undefined : "https");
      return better === undefined
        ? [{ at, message: "slashes", data }]
        : [{ at, message: "respelt", data: { ...data, better }, suggestions: [better] }];
    }
    return isAllowed ? [{ at, message: "local", data, severity: "warn" }] : [{ at, message: "scheme", data }];
  },
});

function isLocal(url: string): boolean {
  const internal = HTTP.test(url) ? internalHost(url) : undefined;
  return internal !== undefined && internal.host !== "";
}
