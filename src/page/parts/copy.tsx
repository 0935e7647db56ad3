import { useSignal } from "@preact/signals";
import { Check, Copy } from "lucide";
import { Icon } from "./icon.js";

/** Real milliseconds that "Copied" is shown. */
const SHOWN_MS = 1500;

/** Copies a text. Where the browser has no clipboard (pages over plain http from elsewhere), an older way does it. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
    document.execCommand("copy");
    area.remove();
  }
}

/** A button that copies a text, and says that it did. */
export function CopyButton({
  text,
  label = "Copy",
}: {
  readonly text: string | (() => string);
  readonly label?: string;
}) {
  const isDone = useSignal(false);
  return (
    <button
      type="button"
      class="button quiet"
      onClick={() => {
        void copy(typeof text === "string" ? text : text()).then(() => {
          isDone.value = true;
          setTimeout(() => (isDone.value = false), SHOWN_MS);
        });
      }}
    >
      <Icon of={isDone.value ? Check : Copy} size={14} />
      <span aria-live="polite">{isDone.value ? "Copied" : label}</span>
    </button>
  );
}

/** A text in monospace with a button that copies it. */
export function Code({ text, label }: { readonly text: string; readonly label?: string }) {
  return (
    <div class="code">
      {/* biome-ignore lint: a region that scrolls is reached by keyboard */}
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}
