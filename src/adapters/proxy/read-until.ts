import type { Socket } from "node:net";

/**
 * Reads a socket until enough has come, and leaves it paused. What was read is the caller's, to be put back if need be.
 *
 * @param head - what has been read already
 * @returns all that was read; `undefined` when the socket ended before it was enough
 */
export function readUntil(
  socket: Socket,
  head: Buffer,
  isEnough: (bytes: Buffer) => boolean,
): Promise<Buffer | undefined> {
  if (isEnough(head)) return Promise.resolve(head);
  if (socket.destroyed) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let bytes = head;
    const finish = (result: Buffer | undefined) => {
      socket.off("data", hear).off("end", leave).off("close", leave).pause();
      resolve(result);
    };
    const hear = (more: Buffer) => {
      bytes = Buffer.concat([bytes, more]);
      if (isEnough(bytes)) finish(bytes);
    };
    const leave = () => finish(undefined);
    socket.on("data", hear).once("end", leave).once("close", leave).resume();
  });
}
