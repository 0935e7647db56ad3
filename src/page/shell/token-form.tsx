import { useSignal } from "@preact/signals";
import { connect, refusal } from "../state/events.js";
import { Refused, send } from "../state/source.js";

/** Asks for the token of the control side once; the browser then keeps a cookie. */
export function TokenForm() {
  const token = useSignal("");
  const error = useSignal<string | undefined>(undefined);
  const needsToken = refusal.value?.includes("X-Wan-Mock-Token") === true;
  if (!needsToken) return <p class="banner banner-warn">{refusal.value}</p>;
  const submit = async () => {
    try {
      await send("POST", "/_mock/session", { token: token.value });
      connect();
    } catch (thrown) {
      if (!(thrown instanceof Refused)) throw thrown;
      error.value = thrown.message;
    }
  };
  return (
    <form
      class="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>This mock asks for a token</h1>
      <p>
        Give the token that it was started with (--control-token). The browser remembers it until it is
        closed.
      </p>
      <label>
        Token
        <input
          type="password"
          autocomplete="current-password"
          value={token.value}
          onInput={({ currentTarget: { value } }) => (token.value = value)}
        />
      </label>
      {error.value === undefined ? null : (
        <p role="alert" class="error-text">
          {error.value}
        </p>
      )}
      <button type="submit" class="button primary">
        Open
      </button>
    </form>
  );
}
