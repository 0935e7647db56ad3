import { useSignal } from "@preact/signals";
import { RotateCcw, SquarePen } from "lucide";
import { CopyAs } from "../../parts/copy-as.js";
import { Icon } from "../../parts/icon.js";
import { KeyField } from "../../parts/key-field.js";
import { type Call, curlSnippet } from "../../parts/snippets.js";
import type { RequestEntry } from "../../state/journal.js";
import { linkTo, open } from "../../state/route.js";
import { callVendor, headerProblem, sequenceOf, type VendorCall } from "../../state/vendor-call.js";

/** Sends the call again, opens it in compose, or copies it. */
export function RequestActions({ entry, isCut }: { readonly entry: RequestEntry; readonly isCut: boolean }) {
  const { sequence, route } = entry;
  const reason = whyNot(entry, isCut);
  return (
    <div class="request-actions">
      {reason === undefined ? (
        <>
          <Replay entry={entry} />
          {route === "submit" ? (
            <a class="button" href={linkTo("compose", undefined, { from: String(sequence) })}>
              <Icon of={SquarePen} size={14} />
              Open in compose
            </a>
          ) : null}
          <CopyAs call={() => snippetOf(entry)} />
          {route === "list" || route === "fileList" ? (
            <p class="soft">Without its query string, which the journal does not keep.</p>
          ) : null}
        </>
      ) : (
        <p class="soft">{reason}</p>
      )}
    </div>
  );
}

function snippetOf({ method, path, idempotencyKey, body }: RequestEntry): Call {
  return {
    method,
    url: location.origin + path,
    ...(idempotencyKey === undefined ? {} : { headers: { "Idempotency-Key": idempotencyKey } }),
    ...(body === undefined ? {} : { body }),
  };
}

/** Why a call cannot be sent again or copied; `undefined` where it can. */
function whyNot({ route, method, path, body, kind }: RequestEntry, isCut: boolean): string | undefined {
  if (isCut)
    return `This ${kind} cannot be sent again or copied: the journal kept only a part of its long body.`;
  if (!path.startsWith("/")) return "This request cannot be sent again: its target is not a path.";
  if (body !== undefined || method === "GET" || method === "DELETE") return undefined;
  return route === "submit"
    ? "This request cannot be sent again or copied: the journal keeps JSON objects, and its body was none."
    : "This request cannot be sent again or copied: the journal keeps the bodies of submits alone.";
}

function Replay({ entry }: { readonly entry: RequestEntry }) {
  const { method, path, body, idempotencyKey } = entry;
  const problem = useSignal<string | undefined>(undefined);
  const call: VendorCall = { method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const replay = async () => {
    problem.value = headerProblem({});
    if (problem.value !== undefined) return;
    const sequence = await sequenceOf(call, await callVendor(call)).catch(() => undefined);
    if (sequence === undefined) problem.value = "No answer arrived, and the journal has no new request.";
    else open(linkTo("requests", sequence));
  };
  return (
    <form
      class="replay"
      onSubmit={(event) => {
        event.preventDefault();
        void replay();
      }}
    >
      <button type="submit" class="button" title={curlSnippet(snippetOf(entry))}>
        <Icon of={RotateCcw} size={14} />
        Replay
      </button>
      <KeyField />
      {idempotencyKey === undefined ? null : <span class="soft">without its Idempotency-Key</span>}
      <span role="alert" class="error-text">
        {problem.value}
      </span>
    </form>
  );
}
