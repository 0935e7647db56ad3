import type { ComponentChildren } from "preact";
import type { Schemas } from "../state/source.js";
import { CopyButton } from "./copy.js";
import { Json } from "./json.js";
import { RuleLink } from "./rule-link.js";
import "./corrected.css";

type Change = Schemas["Correction"]["changes"][number];

/** What was changed to correct a body, a line for each change. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ol class="changes">
      {changes.map(({ pointer, from, to, because }, at) => (
        <li key={at}>
          <code>{pointer === "" ? "the body" : pointer}</code>
          <span>
            {from === undefined ? "added" : to === undefined ? "removed" : "changed"}
            {from === undefined ? null : (
              <>
                {" "}
                <del>
                  <code>{JSON.stringify(from)}</code>
                </del>
              </>
            )}
            {to === undefined ? null : (
              <>
                {" "}
                <ins>
                  <code>{JSON.stringify(to)}</code>
                </ins>
              </>
            )}
          </span>
          <span class="soft">
            for <RuleLink id={because} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A body without its errors, what was changed, and a button to copy it. */
export function Corrected({
  correction: { body, changes },
  children,
}: {
  readonly correction: Schemas["Correction"];
  /** Further buttons. */
  readonly children?: ComponentChildren;
}) {
  return (
    <>
      <Changes changes={changes} />
      <Json label="Corrected body" value={body} />
      <div class="group corrected-actions">
        <CopyButton text={() => JSON.stringify(body, null, 2)} label="Copy corrected body" />
        {children}
      </div>
    </>
  );
}
