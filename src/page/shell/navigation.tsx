import { Icon } from "../parts/icon.js";
import { linkTo, route } from "../state/route.js";
import { views } from "./views.js";

/** The views; on a narrow screen a strip that scrolls. */
export function Navigation() {
  return (
    <nav class="nav" aria-label="Views">
      {views.map(({ name, title, icon }) => (
        <a key={name} href={linkTo(name)} aria-current={route.value.view === name ? "page" : undefined}>
          <Icon of={icon} />
          {title}
        </a>
      ))}
    </nav>
  );
}
