import { useSignal } from "@preact/signals";
import { Dialog } from "../../parts/dialog.js";
import { type Command, curlLine, run } from "../../state/commands.js";
import { constant } from "../../state/resource.js";
import type { Schemas } from "../../state/source.js";
import { type AccountFields, changeOf, fieldsOf } from "./account-change.js";
import "../../parts/form.css";

const RATE = String.raw`\s*\d+\s*/\s*(s|min|h)\s*`;

/** Sets what a key may spend and do. */
export function AccountDialog({
  account,
  close,
  changed,
}: {
  readonly account: Schemas["Account"];
  readonly close: () => void;
  readonly changed: () => void;
}) {
  const before = useSignal(fieldsOf(account)).value;
  const fields = useSignal(before);
  const change = changeOf(before, fields.value);
  const isSame = Object.keys(change).length === 0;
  const { key } = account;
  const call: Command = { method: "PUT", path: `/_mock/accounts/${key}`, body: change };
  const field = (name: Exclude<keyof AccountFields, "models">) => ({
    value: fields.value[name],
    placeholder: "unlimited",
    autocomplete: "off",
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      (fields.value = { ...fields.value, [name]: value }),
  });
  return (
    <Dialog title={`Set ${key}`} close={close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(call, `${key} is set`).then((answer) => {
            if (answer === undefined) return;
            changed();
            close();
          });
        }}
      >
        <label>
          Balance in credits
          <input type="number" min={0} max={1e9} step="any" {...field("balance")} />
        </label>
        <label>
          Unfinished tasks at a time
          <input type="number" min={1} step={1} {...field("concurrency")} />
        </label>
        <label>
          Submits
          <input {...field("rateLimit")} pattern={RATE} title="A rate such as 10/s, 60/min or 1000/h" />
          <span class="hint">10/s, 60/min, 1000/h</span>
        </label>
        <label>
          Queries
          <input
            {...field("rateLimitQueries")}
            pattern={RATE}
            title="A rate such as 10/s, 60/min or 1000/h"
          />
          <span class="hint">10/s, 60/min, 1000/h</span>
        </label>
        <Models
          chosen={fields.value.models}
          choose={(models) => (fields.value = { ...fields.value, models })}
        />
        <div class="form-end">
          <code class="form-curl">{isSame ? "" : curlLine(call)}</code>
          <button
            type="submit"
            class="button primary"
            disabled={isSame}
            title={isSame ? "Nothing is changed yet" : curlLine(call)}
          >
            Set
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Models({
  chosen,
  choose,
}: {
  readonly chosen: readonly string[] | null;
  readonly choose: (models: readonly string[] | null) => void;
}) {
  const { models = [] } = constant<Schemas["Health"]>("/_mock/health").value.value ?? {};
  return (
    <fieldset class="across">
      <legend>Models that it may use</legend>
      {models.map((model) => (
        <label key={model} class="check">
          <input
            type="checkbox"
            checked={chosen === null || chosen.includes(model)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              const now = models.filter((one) =>
                one === model ? checked : chosen === null || chosen.includes(one),
              );
              choose(now.length === models.length ? null : now);
            }}
          />
          {model}
        </label>
      ))}
    </fieldset>
  );
}
