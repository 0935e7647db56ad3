import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useKeys } from "../state/keys.js";
import { open } from "../state/route.js";
import { Icon } from "./icon.js";

/** A list, and beside it what is open: on a narrow screen in its place. */
export function Split({
  list,
  detail,
  close,
  label,
}: {
  readonly list: ComponentChildren;
  /** `undefined` while nothing is open. */
  readonly detail: ComponentChildren | undefined;
  /** Address of the list alone. */
  readonly close: string;
  /** What is open, for screen readers. */
  readonly label: string;
}) {
  useKeys({ Escape: () => detail !== undefined && open(close) });
  return (
    <div class={detail === undefined ? "split" : "split split-open"}>
      <div class="split-list">{list}</div>
      {detail === undefined ? null : (
        <section class="split-detail" aria-label={label}>
          <a class="button quiet close" href={close} aria-label="Close" title="Close (Esc)">
            <Icon of={X} />
          </a>
          {detail}
        </section>
      )}
    </div>
  );
}
