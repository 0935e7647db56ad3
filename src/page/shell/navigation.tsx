import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.js";
import { linkTo, route } from "../state/route.js";
import { views } from "./views.js";

/** The views; on a narrow screen a strip that scrolls. */
export function Navigation() {
  const box = useRef<HTMLElement>(null);
  const { view } = route.value;
  useEffect(() => {
    box.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [view]);
  return (
    <nav ref={box} class="nav" aria-label="Views">
      {views.map(({ name, title, icon }) => (
        <a key={name} href={linkTo(name)} aria-current={view === name ? "page" : undefined}>
          <Icon of={icon} />
          {title}
        </a>
      ))}
    </nav>
  );
}
