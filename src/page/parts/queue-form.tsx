import { useSignal } from "@preact/signals";
import { curlLine } from "../state/commands.js";
import { queueCall, queueScenario } from "../state/queue.js";
import { constant } from "../state/resource.js";
import { FAMILY } from "../state/scenarios.js";
import type { Schemas } from "../state/source.js";
import "./form.css";

type Body = Schemas["NextScenario"];

/** A refusal by status to start from. */
const MEMBER = "http-503";

/** Queues a scenario: for how many calls, and which. */
export function QueueForm({
  id,
  name,
  done,
}: {
  /** For fields elsewhere that belong to the form. */
  readonly id?: string;
  /** The scenario; "" while none is chosen. */
  readonly name: string;
  readonly done?: () => void;
}) {
  const member = useSignal(MEMBER);
  const times = useSignal("1");
  const match = useSignal<Readonly<Record<"key" | "model" | "prompt", string>>>({
    key: "",
    model: "",
    prompt: "",
  });
  const { models = [] } = constant<Schemas["Health"]>("/_mock/health").value.value ?? {};
  const isFamily = name === FAMILY;
  const chosen = isFamily ? member.value : name;
  const given = Object.fromEntries(Object.entries(match.value).filter(([, text]) => text !== ""));
  const body: Body = {
    name: chosen,
    ...(times.value === "1" ? {} : { times: Number(times.value) }),
    ...(Object.keys(given).length === 0 ? {} : { match: given }),
  };
  const matchBy = (part: keyof typeof match.value) => ({
    value: match.value[part],
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      (match.value = { ...match.value, [part]: value }),
  });
  return (
    <form
      id={id}
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void queueScenario(body).then((isTaken) => isTaken && done?.());
      }}
    >
      {isFamily ? (
        <label>
          Status and code
          <input
            class="mono"
            required
            value={member.value}
            spellcheck={false}
            onInput={(event) => (member.value = event.currentTarget.value)}
          />
        </label>
      ) : null}
      <label>
        Calls
        <input
          type="number"
          min={1}
          max={1_000_000}
          required
          value={times.value}
          onInput={(event) => (times.value = event.currentTarget.value)}
        />
      </label>
      <label>
        Only of the model
        <select {...matchBy("model")}>
          <option value="">any</option>
          {models.map((model) => (
            <option key={model}>{model}</option>
          ))}
        </select>
      </label>
      <label>
        Only of the API key
        <input {...matchBy("key")} placeholder="any" autocomplete="off" spellcheck={false} />
      </label>
      <label>
        Only where the prompt contains
        <input {...matchBy("prompt")} placeholder="any" autocomplete="off" />
      </label>
      <div class="form-end">
        <code class="form-curl">{chosen === "" ? "" : curlLine(queueCall(body))}</code>
        <button
          type="submit"
          class="button primary"
          disabled={chosen === ""}
          title={chosen === "" ? "Choose a scenario first" : curlLine(queueCall(body))}
        >
          Queue
        </button>
      </div>
    </form>
  );
}
