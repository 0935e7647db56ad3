/** Chance for what may happen to the calls of an account; the same for the same seed. */
export interface Chance {
  /**
   * A number from 0 (inclusive) to 1.
   *
   * @param account - accounts do not disturb each other
   * @param stream - what is drawn for: streams do not disturb each other either
   * @param call - number of the call among the account's
   */
  draw(account: string, stream: string, call: number): number;
}
