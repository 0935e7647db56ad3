import { useSignal } from "@preact/signals";
import { CircleQuestionMark, Ellipsis, FileDown, FlaskConical } from "lucide";
import { Icon } from "../parts/icon.js";
import { Popover } from "../parts/popover.js";
import { clock } from "../state/clock.js";
import { curlLine } from "../state/commands.js";
import { connection } from "../state/events.js";
import { useKeys } from "../state/keys.js";
import { queue, queueDialog } from "../state/queue.js";
import { isReport } from "../state/source.js";
import { NextButton, type ShownClock, StepButtons, TurnButton } from "./clock-buttons.js";
import { moveToNext, turnClock } from "./clock-commands.js";
import { ClockMenu, ClockTime } from "./clock-menu.js";
import { QueueDialog } from "./queue-dialog.js";
import { ResetDialog, ResetList, ResetMenu } from "./reset-menu.js";
import "./control-bar.css";

/** Always in sight: what time it is in the mock, and what steers it. */
export function ControlBar({ help }: { readonly help: () => void }) {
  const time = clock.value;
  return (
    <div class="bar" role="group" aria-label="Controls">
      <span class={`dot dot-${connection.value}`} title={`Connection: ${connection.value}`} />
      {time === undefined ? null : isReport ? <ClockTime time={time} /> : <ClockActions time={time} />}
      <div class="group push" role="group" aria-label="Mock">
        {time === undefined || isReport ? null : <MockActions help={help} />}
        <button
          type="button"
          class={`button quiet${isReport ? "" : " bar-wide"}`}
          aria-label="Keys"
          title="Keys (?)"
          onClick={help}
        >
          <Icon of={CircleQuestionMark} />
        </button>
      </div>
    </div>
  );
}

function ClockActions({ time }: { readonly time: ShownClock }) {
  useKeys({ f: turnClock, n: moveToNext });
  return (
    <>
      <ClockMenu time={time} />
      <div class="group" role="group" aria-label="Clock">
        <TurnButton mode={time.mode} />
        <span class="bar-steps group">
          <StepButtons />
        </span>
        <NextButton next={time.next} now={time.now} />
      </div>
    </>
  );
}

function MockActions({ help }: { readonly help: () => void }) {
  const isAskingAll = useSignal(false);
  const askAll = () => (isAskingAll.value = true);
  return (
    <>
      <QueueButton />
      <ResetMenu askAll={askAll} />
      <a class="button bar-wide" href={REPORT} download="" title={`Save report: ${reportLine()}`}>
        <Icon of={FileDown} size={14} />
        <span class="bar-label">Save report</span>
      </a>
      <MoreMenu askAll={askAll} help={help} />
      {queueDialog.value === undefined ? null : (
        <QueueDialog name={queueDialog.value.name} close={() => (queueDialog.value = undefined)} />
      )}
      {isAskingAll.value ? <ResetDialog close={() => (isAskingAll.value = false)} /> : null}
    </>
  );
}

const REPORT = "/_mock/report";
/** The line that saves it from a shell. */
const reportLine = () => `${curlLine({ method: "GET", path: REPORT })} > report.html`;

/** Calls that scenarios wait for. */
const queuedCalls = () => queue.value.reduce((sum, { left }) => sum + left, 0);

function QueueButton() {
  const calls = queuedCalls();
  return (
    <button
      type="button"
      class="button bar-wide"
      title="Make the next calls fail, or end as a scenario says"
      onClick={() => (queueDialog.value = { name: "" })}
    >
      <Icon of={FlaskConical} size={14} />
      Queue scenario
      {calls === 0 ? null : (
        <span class="badge badge-warn" title={`${calls} queued`}>
          {calls}
        </span>
      )}
    </button>
  );
}

/** What a narrow window has no room for. */
function MoreMenu({ askAll, help }: { readonly askAll: () => void; readonly help: () => void }) {
  const calls = queuedCalls();
  return (
    <Popover
      label="More controls"
      className="bar-narrow"
      button={<Icon of={Ellipsis} size={18} />}
      name="More"
    >
      {(close) => (
        <>
          <div class="more-steps">
            <h2>Clock</h2>
            <div class="group">
              <StepButtons done={close} />
            </div>
          </div>
          <h2>Mock</h2>
          <ul class="menu">
            <li>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  close();
                  queueDialog.value = { name: "" };
                }}
              >
                Queue scenario…
                {calls === 0 ? null : <span class="soft">{calls} queued</span>}
              </button>
            </li>
            <li>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  close();
                  help();
                }}
              >
                Keys
              </button>
            </li>
            <li>
              <a class="menu-item" href={REPORT} download="" title={reportLine()} onClick={close}>
                Save report
              </a>
            </li>
          </ul>
          <h2>Reset</h2>
          <ResetList close={close} askAll={askAll} />
        </>
      )}
    </Popover>
  );
}
