/** Why a call cannot be passed on to a host, as a sentence for its client. */
export function unreachable(host: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // Attempts at several addresses fail with a list of reasons and no words.
  const reason = message === "" ? (code ?? "no reason given") : message;
  return `wan-mock run could not pass a call on to ${host}: ${reason}`;
}
