import { Download } from "lucide";
import { CopyButton } from "../../parts/copy.js";
import { Icon } from "../../parts/icon.js";
import { dateText, spanText } from "../../parts/when.js";
import { clock } from "../../state/clock.js";
import { isReport, type Schemas } from "../../state/source.js";
import { linkLifeOf } from "./timeline/task-timeline.js";

/** The result of a completed task in a player, and what its link answers now. */
export function TaskResult({ task }: { readonly task: Schemas["Task"] }) {
  const { id, status, results, effective } = task;
  const [link] = results ?? [];
  if (status !== "completed") return null;
  if (link === undefined) {
    return (
      <section aria-label="Result">
        <h3>Result</h3>
        <p class="soft">The task was completed without a result.</p>
      </section>
    );
  }
  // For onlookers: playing it here is no download of a client, and goes on when the link has expired.
  const file = `/_mock/tasks/${encodeURIComponent(id)}/result`;
  const output = effective?.output;
  const ratio = output === undefined ? "16 / 9" : `${output.width} / ${output.height}`;
  const shape = { aspectRatio: ratio, maxWidth: `calc(20rem * ${ratio})` };
  return (
    <section aria-label="Result">
      <h3>Result</h3>
      {isReport ? (
        <p class="soft">The result is not in the report.</p>
      ) : (
        // The card has no speech: its captions are its picture.
        // biome-ignore lint: see above
        <video class="player" controls preload="metadata" src={file} style={shape} />
      )}
      <LinkState task={task} />
      <div class="group">
        {isReport ? null : (
          <a class="button" href={file} download={`${id}.mp4`}>
            <Icon of={Download} size={14} />
            Download
          </a>
        )}
        <CopyButton text={link} label="Copy link" />
      </div>
    </section>
  );
}

/** Whether the link that clients got still works. */
function LinkState({ task }: { readonly task: Schemas["Task"] }) {
  const { ended } = task.timeline;
  const now = clock.value?.now.getTime();
  if (ended === null || now === undefined) return null;
  const expires = Date.parse(ended) + linkLifeOf(task);
  const at = `${dateText(new Date(expires))} UTC`;
  return now >= expires ? (
    <p class="task-expired">
      The link expired {at}: clients get <code>403 link_expired</code>.
    </p>
  ) : (
    <p class="soft" title={at}>
      The link works for {spanText(expires - now)} more.
    </p>
  );
}
