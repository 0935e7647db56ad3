import { ChevronDown, RotateCcw } from "lucide";
import { Dialog } from "../parts/dialog.js";
import { Icon } from "../parts/icon.js";
import { Popover } from "../parts/popover.js";
import { setClock } from "../state/clock.js";
import { type Command, curlLine, run } from "../state/commands.js";
import type { Schemas } from "../state/source.js";

type Scope = Schemas["ResetScope"];

/** What each scope forgets. */
const scopes: readonly (readonly [scope: Scope, title: string, effect: string])[] = [
  ["all", "Everything…", "All of these but coverage"],
  ["tasks", "Tasks", "With their callbacks; reserved credits are given back"],
  ["journal", "Journal", "Requests and events"],
  ["accounts", "Accounts", "Credits, limits and models of keys"],
  ["clock", "Clock", "Back to where it started"],
  ["scenarios", "Scenarios", "The queue and the counts of use"],
  ["uploads", "Uploads", "Files that clients uploaded"],
  ["coverage", "Coverage", "What was counted of the contract"],
];

function resetCall(scope: Scope): Command {
  return { method: "POST", path: "/_mock/reset", body: scope === "all" ? {} : { scope } };
}

async function reset(scope: Scope): Promise<void> {
  const done = scope === "all" ? "Everything is reset" : `Reset: ${scope}`;
  const answer = await run<Schemas["ResetAnswer"]>(resetCall(scope), done);
  if (answer !== undefined) setClock(answer);
}

/** The scopes as buttons. */
export function ResetList({ close, askAll }: { readonly close: () => void; readonly askAll: () => void }) {
  return (
    <ul class="menu">
      {scopes.map(([scope, title, effect]) => (
        <li key={scope}>
          <button
            type="button"
            class="menu-item"
            title={curlLine(resetCall(scope))}
            onClick={() => {
              close();
              if (scope === "all") askAll();
              else void reset(scope);
            }}
          >
            {title}
            <span class="soft">{effect}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Back to the start, as a whole or in parts. */
export function ResetMenu({ askAll }: { readonly askAll: () => void }) {
  return (
    <Popover
      label="Reset"
      title="Reset state of the mock, as a whole or in parts"
      className="bar-wide"
      button={
        <>
          <Icon of={RotateCcw} size={14} />
          <span class="bar-label">Reset</span>
          <Icon of={ChevronDown} size={14} />
        </>
      }
    >
      {(close) => (
        <>
          <h2>Reset</h2>
          <ResetList close={close} askAll={askAll} />
        </>
      )}
    </Popover>
  );
}

/** Asks once before everything goes. */
export function ResetDialog({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Reset everything?" close={close}>
      <p>
        Tasks, callbacks, the journal, credits, uploads and queued scenarios are dropped, and the clock goes
        back to where it started. Coverage stays.
      </p>
      <div class="dialog-end">
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          class="button danger"
          title={curlLine(resetCall("all"))}
          onClick={() => {
            close();
            void reset("all");
          }}
        >
          Reset everything
        </button>
      </div>
    </Dialog>
  );
}
