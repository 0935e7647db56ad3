import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { connect, refusal } from "../state/events.js";
import { Refused, send } from "../state/source.js";

/** Whether the address has a token, which is a wrong one where this form is shown. It leaves the address. */
function takeWrongToken(): boolean {
  const address = new URL(location.href);
  if (!address.searchParams.has("token")) return false;
  address.searchParams.delete("token");
  history.replaceState(null, "", address);
  return true;
}

/** Asks for the token of the control side once; the browser then keeps a cookie. */
export function TokenForm() {
  const token = useSignal("");
  const error = useSignal<string | undefined>(undefined);
  useEffect(() => {
    if (takeWrongToken()) error.value = "The token in the address is wrong";
  }, []);
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
        Give the token that it was started with, <code>--control-token</code>. The browser remembers it until
        it is closed.
      </p>
      <label>
        Token
        <input
          type="password"
          autocomplete="current-password"
          autofocus
          required
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
