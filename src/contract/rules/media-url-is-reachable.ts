import { allModels, defineRule } from "../define-rule.js";
import { show } from "../finding.js";
import { internalHost } from "../internal-address.js";
import { mediaComplaints } from "../media-urls.js";
import { shownName } from "../shown-name.js";

const HTTP = /^https?:/i;
const SCHEME = /^[a-z][a-z0-9+.-]{0,30}:/i;

function schemeOf(url: string): string | undefined {
  return SCHEME.exec(url)?.[0].slice(0, -1).toLowerCase();
}

/** Media that the mock knows of (samples, the configured assets) may lie anywhere: they stand in for public ones. */
export const mediaUrlIsReachable = defineRule({
  id: "media-url-is-reachable",
  meta: {
    summary: "Report a media URL that the service could never fetch: no http(s), or an internal address",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: allModels,
    everyModel: true,
    severity: "warn",
    parameters: ["image_start", "image_end", "image_urls", "video_urls", "audio_urls", "model_params"],
    messages: {
      scheme: "{param} must be an http(s) URL that the service can fetch, got {value}: upload the file first",
      internal: "{param} must be a URL that the service can fetch, got {value}: {host} is {reason}",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.jpg",
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "data:image/png;base64,iVBORw0KGgo=",
          },
        },
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "http://localhost:8080/kite.jpg",
          },
        },
      ],
    },
  },
  check: (input) =>
    mediaComplaints(
      input,
      (url) => internalHost(url) === undefined && (url.startsWith("https:") || HTTP.test(url)),
      ({ url, at, param }, { assetOf }) => {
        const scheme = schemeOf(url);
        if (scheme === undefined || assetOf(url) !== undefined) return undefined;
        if (scheme !== "http" && scheme !== "https") {
          return { at, message: "scheme", data: { param, value: show(url) } };
        }
        const internal = internalHost(url);
        if (internal === undefined || internal.host === "") return undefined;
        const { host, reason } = internal;
        return { at, message: "internal", data: { param, value: show(url), host: shownName(host), reason } };
      },
    ),
});
