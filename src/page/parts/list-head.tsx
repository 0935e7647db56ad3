import { useSignal } from "@preact/signals";
import { CircleQuestionMark } from "lucide";
import type { ComponentChildren } from "preact";
import type { Field } from "../state/search.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { SearchBox } from "./search-box.js";
import "./list-head.css";

interface ListHeadProps {
  readonly title: string;
  readonly hint: string;
  /** What the list can be searched by; only what the help says of it. */
  readonly fields: Readonly<Record<string, Pick<Field<never>, "summary" | "example">>>;
  /** What free text is looked for in. */
  readonly text: string;
  /** Why terms of the search are left out. */
  readonly problems: readonly string[];
  readonly shown: number;
  readonly all: number;
  /** What else there is to say of the number. */
  readonly children?: ComponentChildren;
}

/** The head of a list: its search, what is wrong with it, and how many items it has. */
export function ListHead({ title, hint, fields, text, problems, shown, all, children }: ListHeadProps) {
  const isHelpOpen = useSignal(false);
  return (
    <div class="list-head">
      <h1>{title}</h1>
      <SearchBox label={`Search ${title.toLowerCase()}`} hint={hint} />
      <button
        type="button"
        class="button quiet"
        aria-label="Search terms"
        title="Search terms"
        onClick={() => (isHelpOpen.value = true)}
      >
        <Icon of={CircleQuestionMark} />
      </button>
      <span class="count">{shown === all ? all : `${shown} of ${all}`}</span>
      {children}
      <div role="status" class="list-problems" hidden={problems.length === 0}>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
      </div>
      {isHelpOpen.value ? (
        <Dialog title="Search terms" close={() => (isHelpOpen.value = false)}>
          <p>Terms are joined by and. Letter case does not matter.</p>
          <table class="list-terms">
            <thead>
              <tr>
                <th scope="col">Term</th>
                <th scope="col">Finds</th>
              </tr>
            </thead>
            <tbody>
              {Object.values(fields).map(({ example, summary }) => (
                <TermRow key={example} example={example} summary={summary} />
              ))}
              <TermRow example="panda" summary={text} />
              <TermRow example='"red panda"' summary="Text with spaces or colons" />
              <TermRow example="-panda" summary="All but these" />
            </tbody>
          </table>
        </Dialog>
      ) : null}
    </div>
  );
}

function TermRow({ example, summary }: { readonly example: string; readonly summary: string }) {
  return (
    <tr>
      <th scope="row">
        <code>{example}</code>
      </th>
      <td>{summary}</td>
    </tr>
  );
}
