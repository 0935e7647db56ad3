import { Empty } from "../../parts/empty.js";
import { SearchBox } from "../../parts/search-box.js";
import { route } from "../../state/route.js";
import { contentsOf } from "./docs-contents.js";
import { docsLink } from "./docs-link.js";
import type { Operation, Reference } from "./reference.js";

/** The contents of the reference with their search. */
export function ContentsList({
  reference,
  control,
}: {
  readonly reference: Reference;
  readonly control: readonly Operation[];
}) {
  const { id = "", query } = route.value;
  const groups = contentsOf(reference, control, query.get("q") ?? "");
  return (
    <nav class="docs-contents" aria-label="Contents">
      <div class="docs-search">
        <SearchBox label="Search the reference" hint="duration, 429, callback" />
      </div>
      <div class="docs-groups">
        {groups.length === 0 ? <Empty title="Nothing fits the search" /> : null}
        {groups.map(({ title, entries }) => (
          <div key={title}>
            <p class="docs-group">{title}</p>
            <ul>
              {entries.map(({ at, title: name, mark }) => (
                <li key={`${at.join("/")} ${mark} ${name}`}>
                  <a href={docsLink(...at)} aria-current={isAt(id, at) ? "page" : undefined}>
                    {mark === "" ? null : <span class="docs-mark">{mark}</span>}
                    <span>{name}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

/** Whether what is open is a page, or one of its parameters. */
function isAt(id: string, at: readonly string[]): boolean {
  const path = at.join("/");
  return id === path || (path !== "" && id.startsWith(`${path}/`));
}
