import { allModels, defineRule, noComplaints } from "../define-rule.js";
import { show } from "../finding.js";
import { internalHost } from "../internal-address.js";
import { shownName } from "../shown-name.js";

const HTTP = /^https?:/i;

/** Judged by the spelling alone: a public name that resolves to a private address is not caught here. */
export const callbackUrlIsPublic = defineRule({
  id: "callback-url-is-public",
  meta: {
    summary: "Refuse a `callback_url` that leads to an internal address, however it is spelt",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/callback_url/description",
    },
    models: allModels,
    everyModel: true,
    severity: "error",
    parameters: ["callback_url"],
    messages: {
      internal: "callback_url must lead to a public host, got {value}: {host} is {reason}",
      hostless: "callback_url must lead to a public host, got {value}, with {reason}",
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
            callback_url: "https://192.168.0.12/wan",
          },
        },
        {
          body: {
            model: "wan2.7-text-to-video",
            prompt: "A harbour at dawn",
            callback_url: "https://hooks.example.com@2130706433/wan",
          },
        },
        {
          body: {
            model: "wan2.7-text-to-video",
            prompt: "A harbour at dawn",
            callback_url: "http://localhost:3000/wan",
          },
          alsoBreaks: ["callback-url-is-https"],
        },
      ],
    },
  },
  check: ({ body: { callback_url: url }, settings }) => {
    if (typeof url !== "string") return noComplaints;
    const internal = internalHost(url);
    if (internal === undefined) return noComplaints;
    const { host, reason } = internal;
    if (host === "") {
      if (!HTTP.test(url)) return noComplaints; // callback-url-is-https says it
      return [{ at: "/callback_url", message: "hostless", data: { value: show(url), reason } }];
    }
    const data = { value: show(url), host: shownName(host), reason };
    return settings.allowLocalCallbacks
      ? [{ at: "/callback_url", message: "internal", data, severity: "warn" }]
      : [{ at: "/callback_url", message: "internal", data }];
  },
});
