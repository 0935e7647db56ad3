import type { ControlChange } from "../../../../adapters/http/control/control-parts.js";
import type { KitErrorCode } from "../../../../errors/kit-error.js";
import type { Sums } from "../run-summary.js";

/** What the main process has a worker do. */
export type Order =
  | { readonly is: "start"; readonly seed: number; readonly port: number }
  | TellOrder
  | { readonly is: "note"; readonly sentence: string }
  | { readonly is: "control"; readonly change: ControlChange }
  /** Serve no more; whoever writes the log waits for `end`, all others end. */
  | { readonly is: "close" }
  | { readonly is: "end" };

/** Write the log of all workers from now on. */
export interface TellOrder {
  readonly is: "tell";
  /** Whether nobody has said yet that the mock listens. */
  readonly isFirst: boolean;
  /** Number of the last journal entry that was told. */
  readonly after: number;
  /** What was counted up to there. */
  readonly sums: Sums | undefined;
}

/** What a worker reports to the main process. */
export type Report =
  /** It hears orders. */
  | { readonly is: "ready" }
  /** With the number of the last journal entry. */
  | { readonly is: "listening"; readonly recorded: number }
  | { readonly is: "failed"; readonly code: KitErrorCode; readonly sentence: string }
  /** The log is written up to an entry. */
  | { readonly is: "told"; readonly after: number; readonly sums: Sums }
  | { readonly is: "warning" | "notice"; readonly sentence: string }
  | { readonly is: "control"; readonly change: ControlChange }
  | { readonly is: "bug"; readonly text: string }
  /** The one that writes the log serves no more. */
  | { readonly is: "stopped" };
