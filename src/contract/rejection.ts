import type { CatalogueEntry, VendorError } from "./error-catalogue.js";

/** The simulated vendor says no. Expected, so it is returned, never thrown. */
export interface Rejection {
  readonly status: number;
  readonly error: VendorError;
}

/**
 * Makes the answer for a catalogue entry; the only place where the `error` object is put together.
 *
 * @param override - wording or parameter of this case, in place of the catalogue's
 */
export function rejection(
  entry: CatalogueEntry,
  override: { message?: string; param?: string } = {},
): Rejection {
  const param = override.param ?? entry.param;
  const error: VendorError = {
    code: entry.code,
    message: override.message ?? entry.message,
    type: entry.type,
  };
  if (param !== undefined && param !== "") error.param = param;
  return { status: entry.status, error };
}

/** The JSON text of a refusal of the file service: `{"success":false,"code":40001,"msg":"..."}`. */
export function fileEnvelope({ status, error: { code, message } }: Rejection): string {
  return JSON.stringify({ success: false, code: /^\d+$/.test(code) ? Number(code) : status, msg: message });
}

/** The JSON text of the vendor's envelope: `{"error":{code,message,type[,param]}}` and nothing else. */
export function envelope(refused: Rejection): string {
  return JSON.stringify({ error: refused.error });
}
