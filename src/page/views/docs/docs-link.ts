import { route } from "../../state/route.js";

/** The address of a part of the reference; the search of the contents stays in it. */
export function docsLink(...parts: readonly string[]): string {
  const search = route.value.query.get("q") ?? "";
  const path = ["docs", ...parts].map(encodeURIComponent).join("/");
  return `#/${path}${search === "" ? "" : `?${new URLSearchParams({ q: search })}`}`;
}
