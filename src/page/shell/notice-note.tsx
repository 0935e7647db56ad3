import { X } from "lucide";
import { CopyButton } from "../parts/copy.js";
import { Icon } from "../parts/icon.js";
import { notice } from "../state/commands.js";

/** What became of the latest command, with the same call from a shell. */
export function NoticeNote() {
  const shown = notice.value;
  return (
    <div class="notice-place" role="status">
      {shown === undefined ? null : (
        <div class={`notice notice-${shown.kind}`}>
          <p>{shown.text}</p>
          <code>{shown.curl}</code>
          <CopyButton text={shown.curl} label="Copy curl" />
          <button
            type="button"
            class="button quiet"
            aria-label="Dismiss"
            onClick={() => (notice.value = undefined)}
          >
            <Icon of={X} />
          </button>
        </div>
      )}
    </div>
  );
}
