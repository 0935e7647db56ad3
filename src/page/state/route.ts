import { computed, signal } from "@preact/signals";
import { reportFacts } from "./source.js";

/** What the address names: a view, what is open in it, and its search. */
export interface Route {
  /** `tasks`, `requests`, ... */
  readonly view: string;
  /** What is open: an id, further parts behind slashes. */
  readonly id: string | undefined;
  readonly query: URLSearchParams;
}

const hash = signal(location.hash);
addEventListener("hashchange", () => (hash.value = location.hash));

/** The reference has an address of its own. */
const start = reportFacts?.views[0] ?? (location.pathname.endsWith("/_mock/docs") ? "docs" : "tasks");

export const route = computed<Route>(() => {
  const [path = "", query = ""] = hash.value.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/").map(decoded);
  return {
    view: view === "" ? start : view,
    id: rest.length === 0 || rest[0] === "" ? undefined : rest.join("/"),
    query: new URLSearchParams(query),
  };
});

/** A part of an address that was typed by hand may not decode. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view; a search that is given stays in it. */
export function linkTo(view: string, id?: string | number, query?: Readonly<Record<string, string>>): string {
  const part = id === undefined ? "" : `/${encodeURIComponent(String(id))}`;
  const search = new URLSearchParams(query).toString();
  return `#/${view}${part}${search === "" ? "" : `?${search}`}`;
}

/** Opens an address; the back button leads back. */
export function open(link: string): void {
  location.hash = link;
}

/** Changes the address in place: a search as it is typed is one step back, not twenty. */
export function replace(link: string): void {
  history.replaceState(null, "", link);
  hash.value = location.hash;
}
