import { Json } from "../../parts/json.js";
import type { RequestEntry } from "../../state/journal.js";
import { isReport } from "../../state/source.js";

/** The headers that are kept, and the body with its findings. */
export function RequestSent({
  entry: { route, method, path, idempotencyKey, body, findings },
  isRead,
  isCut,
}: {
  readonly entry: RequestEntry;
  /** Whether it is known if there is a body. */
  readonly isRead: boolean;
  readonly isCut: boolean;
}) {
  return (
    <>
      <h3>Sent</h3>
      <pre class="request-wire">
        {`${method} ${path}`}
        {idempotencyKey === undefined ? "" : `\nIdempotency-Key: ${idempotencyKey}`}
      </pre>
      {isCut ? <p class="soft">The journal kept only a part of this long body.</p> : null}
      {body === undefined ? (
        route === "submit" && isRead ? (
          <p class="soft">
            {isReport
              ? "This report was saved without the body, or it was no JSON object."
              : "The body was no JSON object, and is not kept."}
          </p>
        ) : null
      ) : (
        <Json
          label="Request body"
          value={body}
          marks={findings.map(({ pointer, severity, message }) => ({ pointer, severity, note: message }))}
        />
      )}
    </>
  );
}
