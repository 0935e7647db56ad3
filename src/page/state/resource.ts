import { type ReadonlySignal, signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Entry, followEvents, followReloads } from "./events.js";
import { ask, Refused } from "./source.js";

/** What is known of an answer: nothing yet, the value, or why there is none. */
export interface Resource<Value> {
  readonly value?: Value;
  readonly error?: Refused;
}

/** Real milliseconds between two reads, however many events ask for one. */
const PAUSE_MS = 400;

/**
 * The answer of the control side to a GET, read again when an event says that it changed.
 *
 * @param path - with its query; `undefined` asks nothing
 * @param changes - whether an event changes the answer; left out, nothing but a restart does
 */
export function useResource<Value>(
  path: string | undefined,
  changes?: (entry: Entry) => boolean,
): ReadonlySignal<Resource<Value>> & { reload(): void } {
  const state = useSignal<Resource<Value>>({});
  const reload = useSignal<() => void>(() => undefined);
  useEffect(() => {
    state.value = {};
    if (path === undefined) return undefined;
    let isOpen = true;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    // Answers may overtake each other: an older one than is shown counts no more.
    let [asked, shown] = [0, 0];
    const read = () => {
      waiting = undefined;
      const own = ++asked;
      const show = (next: Resource<Value>) => {
        if (!isOpen || own < shown) return;
        shown = own;
        state.value = next;
      };
      ask<Value>(path).then(
        (value) => show({ value }),
        (error: unknown) => error instanceof Refused && show({ ...state.value, error }),
      );
    };
    const readSoon = () => (waiting ??= setTimeout(read, PAUSE_MS));
    reload.value = read;
    read();
    const leave = [
      followReloads(read),
      followEvents((entries) => {
        if (changes !== undefined && entries.some(changes)) readSoon();
      }),
    ];
    return () => {
      isOpen = false;
      clearTimeout(waiting);
      for (const stop of leave) stop();
    };
  }, [path]);
  return Object.assign(state, { reload: () => reload.value() });
}

/** Answers that never change while the mock runs, each read once for all views. */
const constants = new Map<string, ReturnType<typeof signal<Resource<unknown>>>>();

/** The answer to a GET that stays the same until the mock is started anew: catalogues and documents. */
export function constant<Value>(path: string): ReadonlySignal<Resource<Value>> {
  let known = constants.get(path);
  if (known === undefined) {
    const made = signal<Resource<unknown>>({});
    const read = () =>
      void ask(path).then(
        (value) => (made.value = { value }),
        // What was read goes on counting while the mock is away.
        (error: unknown) => error instanceof Refused && (made.value = { ...made.value, error }),
      );
    followReloads((isOther) => (isOther || made.value.value === undefined) && read());
    read();
    constants.set(path, made);
    known = made;
  }
  return known as ReadonlySignal<Resource<Value>>;
}
