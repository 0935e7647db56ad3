import { useEffect, useRef } from "preact/hooks";

/** What keys do, by `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => unknown>>;

/** Bindings of the views on screen, the newest last: it is asked first. */
const bound: { current: Keys }[] = [];

/** Binds keys while a component is on screen. While a field is typed in they are letters. */
export function useKeys(keys: Keys): void {
  const binding = useRef(keys);
  binding.current = keys;
  useEffect(() => {
    bound.push(binding);
    return () => void bound.splice(bound.indexOf(binding), 1);
  }, []);
}

const OVER_THE_PAGE = "dialog[open], [popover]:popover-open";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT|VIDEO)$/.test(target.tagName))
  );
}

/** Whether the key has a meaning of its own where the focus is. */
function isOwn(event: KeyboardEvent): boolean {
  return (
    event.key === "Enter" &&
    event.target instanceof HTMLElement &&
    /^(?:A|BUTTON|SUMMARY)$/.test(event.target.tagName)
  );
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  // A dialog or a popover has the keyboard to itself.
  if (isTyping(event.target) || isOwn(event) || document.querySelector(OVER_THE_PAGE) !== null) return;
  const binding = bound.findLast(({ current }) => Object.hasOwn(current, event.key));
  if (binding === undefined) return;
  event.preventDefault();
  binding.current[event.key]?.();
});
