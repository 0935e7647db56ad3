import { allModels, defineRule, noComplaints } from "../define-rule.js";
import { show } from "../finding.js";
import { internalHost } from "../internal-address.js";

/** As a URL parser reads it: leading controls and blanks skipped, tabs and line ends dropped. */
function hasScheme(url: string, scheme: "https" | "http"): boolean {
  let matched = 0;
  for (let i = 0; i < url.length; i++) {
    const code = url.charCodeAt(i);
    if (code === 0x09 || code === 0x0a || code === 0x0d || (matched === 0 && code <= 0x20)) continue;
    if (matched === scheme.length) return code === 0x3a;
    if ((code | 0x20) !== scheme.charCodeAt(matched)) return false;
    matched++;
  }
  return false;
}

export const callbackUrlIsHttps = defineRule({
  id: "callback-url-is-https",
  meta: {
    summary: "Refuse a `callback_url` that is not https",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/callback_url/description",
    },
    models: allModels,
    everyModel: true,
    severity: "error",
    parameters: ["callback_url"],
    messages: {
      scheme: "callback_url must start with https://, got {value}",
      local: "callback_url must start with https:// outside this machine, got {value}",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-text-to-video",
            prompt: "A harbour at dawn",
            callback_url: "https://hooks.example.com/wan",
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-text-to-video",
            prompt: "A harbour at dawn",
            callback_url: "http://hooks.example.com/wan",
          },
        },
      ],
    },
  },
  check: ({ body: { callback_url: url }, settings }) => {
    if (typeof url !== "string" || url.startsWith("https:") || hasScheme(url, "https")) return noComplaints;
    const data = { value: show(url) };
    if (settings.allowLocalCallbacks && hasScheme(url, "http") && isLocal(url)) {
      return [{ at: "/callback_url", message: "local", data, severity: "warn" }];
    }
    return [{ at: "/callback_url", message: "scheme", data }];
  },
});

function isLocal(url: string): boolean {
  const internal = internalHost(url);
  return internal !== undefined && internal.host !== "";
}
