import ajvFormats from "ajv-formats/dist/formats.js";

/** The form of nearly every media URL; RFC 3986 holds for all that this accepts. */
const ORDINARY =
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?$/;

/** Beyond this (an embedded `data:` URI, say) only scheme and characters are looked at: the strict expression is not meant for megabytes. */
const LONG = 8192;
const LONG_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[\u0021-\u007e]+$/;

const strict = ajvFormats.fullFormats.uri as (text: string) => boolean;

/** `format: uri` as RFC 3986 has it: an absolute URI in ASCII, reserved characters percent-encoded. */
function isUri(text: string): boolean {
  if (text.length > LONG) return LONG_URI.test(text);
  return ORDINARY.test(text) || strict(text);
}

/** The formats that our documents use, by name; the compiled validators refer to them. */
export const formats = { uri: isUri };
