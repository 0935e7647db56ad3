import { useSignal } from "@preact/signals";
import { creditText, usdText } from "../../parts/credits.js";
import { dateText } from "../../parts/when.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";

/** Entries that are shown at first, and with each press of the button. */
const STEP = 100;

/** Movements of credits as a table, the newest first. */
export function Ledger({
  entries,
  creditsPerUsd,
}: {
  readonly entries: readonly Schemas["LedgerEntry"][];
  readonly creditsPerUsd: number;
}) {
  const shown = useSignal(STEP);
  if (entries.length === 0)
    return (
      <p class="soft">No movements yet: submits reserve credits, ends of tasks settle or refund them.</p>
    );
  const newest = entries.slice(-shown.value).reverse();
  const left = entries.length - newest.length;
  return (
    <>
      {/* biome-ignore lint: a region that scrolls is reached by keyboard */}
      <div class="table-box" role="region" aria-label="Ledger" tabIndex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Kind</th>
              <th scope="col" class="number">
                Credits
              </th>
              <th scope="col" class="number">
                USD
              </th>
              <th scope="col">Task</th>
              <th scope="col">Model</th>
            </tr>
          </thead>
          <tbody>
            {newest.map(({ at, kind, amount, task, model = "" }, place) => (
              <tr key={entries.length - place}>
                <td class="ledger-time">{dateText(new Date(at))}</td>
                <td>{kind}</td>
                <td class="number">{signed(creditText(Math.abs(amount)), amount)}</td>
                <td class="number soft">{signed(usdText(Math.abs(amount), creditsPerUsd), amount)}</td>
                <td>
                  {task === undefined ? null : (
                    <a class="mono" href={linkTo("tasks", task)} title={task}>
                      {task.replace(/^.*-/, "…")}
                    </a>
                  )}
                </td>
                <td class="soft ledger-time">{model.replace(/^wan2\.7-/, "")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left === 0 ? null : (
        <button type="button" class="button more" onClick={() => (shown.value += STEP * 5)}>
          Show more ({left} older)
        </button>
      )}
    </>
  );
}

function signed(text: string, amount: number): string {
  return amount === 0 ? text : `${amount < 0 ? "−" : "+"}${text}`;
}
