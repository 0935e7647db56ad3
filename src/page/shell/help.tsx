import { Dialog } from "../parts/dialog.js";

const keys: readonly (readonly [keys: string, effect: string])[] = [
  ["/", "Search"],
  ["j  k", "Next, previous row"],
  ["h  l", "Previous, next view"],
  ["Enter", "Open the row"],
  ["Esc", "Close what is open"],
  ["f", "Freeze or resume the clock"],
  ["n", "Move the clock to the next event"],
  ["+  -  0", "Zoom the timeline of a task, fit it"],
  ["?", "These keys"],
];

/** The keys that the page takes. */
export function Help({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Keys" close={close}>
      <dl class="keys">
        {keys.map(([key, effect]) => (
          <div key={key}>
            <dt>
              {key.split(/\s+/).map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
