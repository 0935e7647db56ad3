import type { Duplex } from "node:stream";

/**
 * Lets two connections speak with each other until both have ended. One that breaks takes the other along.
 *
 * @param onBreak - in place of destroying `near` when `far` breaks
 */
export function pipeBothWays(near: Duplex, far: Duplex, onBreak: () => void = () => near.destroy()): void {
  near.pipe(far);
  far.pipe(near);
  // Whose reader has seen its end may still be written out on the other side.
  near.once("close", () => near.readableEnded || far.destroy());
  far.once("close", () => far.readableEnded || onBreak());
  for (const stream of [near, far]) stream.on("error", () => undefined);
}
