import { Search } from "lucide";
import { useRef } from "preact/hooks";
import { useKeys } from "../state/keys.js";
import { linkTo, replace, route } from "../state/route.js";
import { Icon } from "./icon.js";

/** The search of a view, which stands in the address as `q`. `/` leads to it, `Esc` out of it. */
export function SearchBox({ hint, label }: { readonly hint: string; readonly label: string }) {
  const box = useRef<HTMLInputElement>(null);
  const { view, id, query } = route.value;
  useKeys({ "/": () => box.current?.focus() });
  return (
    <label class="search">
      <Icon of={Search} size={15} />
      <span class="hidden">{label}</span>
      <input
        ref={box}
        type="search"
        placeholder={hint}
        value={query.get("q") ?? ""}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget: { value } }) => {
          const { q: _, ...others } = Object.fromEntries(query);
          replace(linkTo(view, id, value === "" ? others : { ...others, q: value }));
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}
