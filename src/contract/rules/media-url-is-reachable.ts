import { quoteForMessage } from "../../errors/quote-for-message.js";
import { internalHost } from "../../hosts/internal-address.js";
import { mediaComplaints } from "../media/media-urls.js";
import { shownName } from "../shown-name.js";
import { respelt, type SpellingFault, spellingFault } from "../url-spelling.js";
import { defineRule, descriptionOf, imageToVideo } from "./define-rule.js";

const HTTP = /^https?:/i;
const SCHEME = /^[a-z][a-z0-9+.-]{0,30}:/i;

function schemeOf(url: string): string | undefined {
  return SCHEME.exec(url)?.[0].slice(0, -1).toLowerCase();
}

/** Ends the sentence "PARAM must be a URL that the service can fetch, got URL: it ...". */
const faultReasons: Readonly<Record<SpellingFault, string>> = {
  slashes: "it has no // and host behind its scheme",
  "no-host": "it names no host",
  "escaped-host": "its host holds a percent escape",
  port: "its port is not a number from 1 to 65535",
};

/** Media that the mock knows of (samples, the configured assets) may lie anywhere: they stand in for public ones. */
export const mediaUrlIsReachable = defineRule({
  id: "media-url-is-reachable",
  summary: "Report a media URL that the service could never fetch: no http(s), or an internal address",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  everyModel: true,
  severity: "warn",
  parameters: ["image_start", "image_end", "image_urls", "video_urls", "audio_urls", "model_params"],
  messages: {
    scheme: "{param} must be an http(s) URL that the service can fetch, got {value}: upload the file first",
    internal: "{param} must be a URL that the service can fetch, got {value}: {host} is {reason}",
    misspelt: "{param} must be a URL that the service can fetch, got {value}: {reason}",
    respelt: "{param} must be a URL that the service can fetch, got {value}: write {better}",
  },
  accepts: () => [imageToVideo()],
  refuses: () => [
    imageToVideo({ image_start: "data:image/png;base64,iVBORw0KGgo=" }),
    imageToVideo({ image_start: "http://localhost:8080/kite.jpg" }),
  ],
  check: (input) =>
    mediaComplaints(input, isReachable, ({ url, at, param }, { assetOf }) => {
      const scheme = schemeOf(url);
      if (scheme === undefined) return undefined;
      const data = { param, value: quoteForMessage(url) };
      const fault = HTTP.test(url) ? spellingFault(url) : undefined;
      if (fault !== undefined) {
        const better = respelt(url);
        return better === undefined
          ? { at, message: "misspelt", data: { ...data, reason: faultReasons[fault] } }
          : { at, message: "respelt", data: { ...data, better }, suggestions: [better] };
      }
      if (assetOf(url) !== undefined) return undefined;
      if (!HTTP.test(url)) return { at, message: "scheme", data };
      const internal = internalHost(url);
      if (internal === undefined || internal.host === "") return undefined;
      const { host, reason } = internal;
      return { at, message: "internal", data: { ...data, host: shownName(host), reason } };
    }),
});

function isReachable(url: string): boolean {
  return HTTP.test(url) && internalHost(url) === undefined && spellingFault(url) === undefined;
}
