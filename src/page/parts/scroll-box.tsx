import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A box that scrolls sideways where its content is wider; it then takes the focus, so that arrow keys scroll it too. */
export function ScrollBox({
  className,
  children,
}: {
  /** Of a rule with `overflow-x: auto`. */
  readonly className: string;
  readonly children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const isWider = useSignal(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const watch = new ResizeObserver(() => (isWider.value = current.scrollWidth > current.clientWidth));
    for (const one of [current, ...current.children]) watch.observe(one);
    return () => watch.disconnect();
  }, []);
  return (
    <div class={className} ref={box} {...(isWider.value ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  );
}
