import { apiKey } from "../state/vendor-call.js";
import "./call.css";

/** The API key under which the page calls the service; a mock without `--key` takes any. */
export function KeyField() {
  return (
    <label class="key-field">
      <span>API key</span>
      <input
        class="mono"
        value={apiKey.value}
        autocomplete="off"
        spellcheck={false}
        size={14}
        onInput={({ currentTarget: { value } }) => (apiKey.value = value)}
      />
    </label>
  );
}
