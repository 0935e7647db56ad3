import { useSignal } from "@preact/signals";
import { Search } from "lucide";
import { Dialog } from "../parts/dialog.js";
import { Icon } from "../parts/icon.js";
import { QueueForm } from "../parts/queue-form.js";
import { QueueList } from "../parts/queue-list.js";
import { useResource } from "../state/resource.js";
import { byKind, type Scenario } from "../state/scenarios.js";
import type { Schemas } from "../state/source.js";
import "./queue-dialog.css";

/** Id of the form that the scenarios belong to: `Enter` on one queues it. */
const FORM = "queue-form";

/** Chooses a scenario and queues it. */
export function QueueDialog({ name, close }: { readonly name: string; readonly close: () => void }) {
  const chosen = useSignal(name);
  const search = useSignal("");
  const { items = [] } = useResource<Schemas["ScenarioList"]>("/_mock/scenarios").value.value ?? {};
  return (
    <Dialog title="Queue a scenario" close={close}>
      <QueueList />
      <label class="search queue-search">
        <Icon of={Search} size={15} />
        <span class="hidden">Search scenarios</span>
        <input
          type="search"
          placeholder="Search scenarios: 429, timeout, callback"
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
      </label>
      <Choice
        items={items}
        search={search.value}
        chosen={chosen.value}
        choose={(one) => (chosen.value = one)}
      />
      <QueueForm id={FORM} name={chosen.value} done={close} />
    </Dialog>
  );
}

function Choice({
  items,
  search,
  chosen,
  choose,
}: {
  readonly items: readonly Scenario[];
  readonly search: string;
  readonly chosen: string;
  readonly choose: (name: string) => void;
}) {
  const groups = byKind(items, search).filter((group) => group.items.length > 0);
  return (
    <div class="queue-choice">
      {groups.length === 0 && items.length > 0 ? <p class="soft">No scenario fits the search</p> : null}
      {groups.map(({ title, items: ofKind }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {ofKind.map(({ name, summary }) => (
            <label key={name}>
              <input
                type="radio"
                form={FORM}
                name="scenario"
                value={name}
                checked={name === chosen}
                onChange={() => choose(name)}
              />
              <span>
                <span class="mono">{name}</span> <span class="soft">{summary}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
