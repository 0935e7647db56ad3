import { keyLabel } from "../../options/read-accounts.js";

/** A setting as people and programs may see it: API keys by their labels, a token or password not at all. */
export function safeSetting(key: string, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (key === "controlToken") return "(set)";
  if (key === "store" && typeof value === "string") return value.replace(/\/\/.*@/, "//(set)@");
  if (key === "keys" && Array.isArray(value)) return value.map((item) => keyLabel(String(item)));
  if (key === "accounts" && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, account]) => [keyLabel(name), account]));
  return value;
}

/** A setting in a line, once it is safe to be seen. */
export function settingText(safe: unknown): string {
  if (safe === null || safe === undefined) return "-";
  return typeof safe === "string" ? safe : JSON.stringify(safe);
}
