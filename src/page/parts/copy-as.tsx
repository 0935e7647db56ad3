import { CopyButton } from "./copy.js";
import { type Call, curlSnippet, fetchSnippet, pythonSnippet } from "./snippets.js";
import "./call.css";

/** Copies a call in three languages. */
export function CopyAs({ call }: { readonly call: () => Call }) {
  return (
    <div class="group copy-as" role="group" aria-label="Copy the call">
      <CopyButton label="Copy as curl" text={() => curlSnippet(call())} />
      <CopyButton label="as fetch" text={() => fetchSnippet(call())} />
      <CopyButton label="as Python" text={() => pythonSnippet(call())} />
    </div>
  );
}
