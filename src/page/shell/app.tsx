import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Empty } from "../parts/empty.js";
import { connection } from "../state/events.js";
import { useKeys } from "../state/keys.js";
import { linkTo, open, route } from "../state/route.js";
import { reportFacts } from "../state/source.js";
import { ConnectionNote } from "./connection-note.js";
import { ControlBar } from "./control-bar.js";
import { Help } from "./help.js";
import { Navigation } from "./navigation.js";
import { NoticeNote } from "./notice-note.js";
import { ReportNote } from "./report-note.js";
import { TokenForm } from "./token-form.js";
import { views } from "./views.js";

/** The page: navigation, the controls, and the view that the address names. */
export function App() {
  const isHelpOpen = useSignal(false);
  useKeys({
    "?": () => (isHelpOpen.value = true),
    h: () => openBeside(-1),
    l: () => openBeside(1),
  });
  const { view } = route.value;
  const shown = views.find(({ name }) => name === view);
  const title = `${shown?.title ?? reportFacts?.title ?? ""} · wan-mock`.replace(/^ · /, "");
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        Skip to content
      </a>
      <div class="shell">
        <header class="top">
          <a class="brand" href="#/">
            <span class="brand-mark" aria-hidden="true" />
            wan-mock
          </a>
          <ControlBar help={() => (isHelpOpen.value = true)} />
        </header>
        <Navigation />
        <main id="main" tabIndex={-1}>
          <ReportNote />
          <ConnectionNote />
          {connection.value === "refused" ? (
            <TokenForm />
          ) : shown === undefined ? (
            <Unknown />
          ) : (
            <shown.component />
          )}
        </main>
      </div>
      <NoticeNote />
      {isHelpOpen.value ? <Help close={() => (isHelpOpen.value = false)} /> : null}
    </>
  );
}

/** Opens the view before or after the one that is open; the first follows the last. */
function openBeside(by: number): void {
  const at = views.findIndex(({ name }) => name === route.value.view);
  const next = views.at((at + by) % views.length);
  if (next !== undefined) open(linkTo(next.name));
}

function Unknown() {
  return (
    <Empty title="There is no such view">
      <a href="#/">Back to the start</a>
    </Empty>
  );
}
