/** How a command with a log has ended. */
export interface LoggedEnd {
  readonly exitCode: number;
  /** False where nobody reads the log: what waits to be written would keep the process alive for ever. */
  readonly isRead: boolean;
}
