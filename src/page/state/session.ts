import { effect, type Signal, signal } from "@preact/signals";

/** A text that outlives a reload, for as long as the browser's tab is open. */
export interface SessionText extends Signal<string> {
  /** Takes over what another view has stored under the same name. */
  reread(): void;
}

/** @param name - in the tab's storage */
export function sessionText(name: string, byDefault: string): SessionText {
  const text = signal(stored(name) ?? byDefault);
  effect(() => store(name, text.value));
  return Object.assign(text, { reread: () => void (text.value = stored(name) ?? text.value) });
}

/** Browsers that keep nothing throw where storage is named. */
function stored(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(name: string, text: string): void {
  try {
    // A text that is too large for the storage is lost on reload; the one before would be wrong.
    sessionStorage.removeItem(name);
    sessionStorage.setItem(name, text);
  } catch {
    return;
  }
}
