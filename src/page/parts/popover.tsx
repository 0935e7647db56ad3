import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import "./popover.css";

/** Pixels of a popover, and between it and the edges of the window. */
const WIDTH = 320;
const EDGE = 8;

/**
 * A button that opens a box over the page. `Esc` and a click beside it close it, and the focus goes back to the button.
 *
 * @param children - told how to close the box, for buttons in it that are an end
 */
export function Popover({
  label,
  name,
  button,
  title,
  className = "",
  children,
}: {
  /** What the box is, for screen readers. */
  readonly label: string;
  /** Name of the button where it shows no text. */
  readonly name?: string;
  readonly button: ComponentChildren;
  readonly title?: string;
  readonly className?: string;
  readonly children: (close: () => void) => ComponentChildren;
}) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const place = () => {
    if (opener.current === null || box.current === null) return;
    const { left, bottom } = opener.current.getBoundingClientRect();
    const width = Math.min(WIDTH, innerWidth - 2 * EDGE);
    const { style } = box.current;
    style.width = `${width}px`;
    style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
    style.top = `${bottom + 4}px`;
    style.maxHeight = `${innerHeight - bottom - 4 - EDGE}px`;
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={`button ${className}`}
        aria-label={name}
        title={title ?? name}
        popovertarget={id}
        aria-haspopup="dialog"
      >
        {button}
      </button>
      <div
        ref={box}
        id={id}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={({ newState }) => newState === "open" && place()}
      >
        {children(() => box.current?.hidePopover())}
      </div>
    </>
  );
}
