import { effect, type Signal, signal } from "@preact/signals";

/** A text that outlives a reload, for as long as the browser's tab is open. */
export function sessionText(name: string, byDefault: string): Signal<string> {
  const text = signal(storage()?.getItem(name) ?? byDefault);
  effect(() => {
    const { value } = text;
    try {
      storage()?.setItem(name, value);
    } catch {
      // A text too large for the store is lost on reload.
    }
  });
  return text;
}

/** Browsers that keep nothing throw where storage is named. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
