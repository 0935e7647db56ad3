import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.js";
import { keptState, placeText } from "../state/kept-state.js";
import { linkTo, route } from "../state/route.js";
import { views } from "./views.js";

/** The views, and where the state is; on a narrow screen a strip that scrolls. */
export function Navigation() {
  const box = useRef<HTMLElement>(null);
  const { view } = route.value;
  const place = placeText(keptState.value);
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
      {place === undefined ? null : <p class="nav-note">{place}</p>}
    </nav>
  );
}
