/** The status of a task, in words and in colour. */
export function TaskStatus({ status }: { readonly status: string }) {
  return <span class={`badge badge-${status}`}>{status}</span>;
}

/** An HTTP status; 0 is an answer that never arrived. */
export function HttpStatus({ status }: { readonly status: number }) {
  const kind = status === 0 || status >= 500 ? "failed" : status >= 400 ? "warn" : "completed";
  return <span class={`badge badge-${kind}`}>{status === 0 ? "no answer" : status}</span>;
}

/** Marks a request that a real service answered. */
export function LiveMark({ entry: { live } }: { readonly entry: { readonly live?: true } }) {
  return live === true ? (
    <span class="badge" title="Passed on to the service">
      live
    </span>
  ) : null;
}

/** How grave a finding is. */
export function Severity({ severity }: { readonly severity: string }) {
  return <span class={`badge badge-${severity === "error" ? "failed" : "warn"}`}>{severity}</span>;
}
