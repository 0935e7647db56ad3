import { Duplex } from "node:stream";

/**
 * One end of a connection inside this process, with what node:http asks of a socket. What one end writes the other
 * reads; closing and resetting look to the other end as they do on a network.
 */
export class MemorySocket extends Duplex {
  /** Both ends are on this machine. */
  readonly remoteAddress = "127.0.0.1";
  #peer: MemorySocket | undefined;
  #hasEnded = false;
  /** Lets go of a write that waits for the other end to read. */
  #written: ((error?: Error) => void) | undefined;

  static pair(): [MemorySocket, MemorySocket] {
    const ends: [MemorySocket, MemorySocket] = [new MemorySocket(), new MemorySocket()];
    ends[0].#peer = ends[1];
    ends[1].#peer = ends[0];
    return ends;
  }

  /** Breaks the connection off: the other end sees a reset. */
  resetAndDestroy(): void {
    this.#peer?.destroy(connectionError("ECONNRESET", "read ECONNRESET"));
    this.destroy();
  }

  /** Closes once all that was written has gone out. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once("finish", () => this.destroy());
  }

  override _read(): void {
    this.#peer?.letWriteGo();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    const peer = this.#peer;
    if (peer === undefined || peer.destroyed) done(connectionError("EPIPE", "write EPIPE"));
    else if (peer.push(chunk)) done();
    else this.#written = done;
  }

  override _final(done: () => void): void {
    this.#endPeer();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#endPeer();
    this.#peer?.letWriteGo(connectionError("EPIPE", "write EPIPE"));
    done(error);
  }

  /** Called by the other end, when it has read or gone. */
  private letWriteGo(error?: Error): void {
    const written = this.#written;
    this.#written = undefined;
    written?.(error);
  }

  #endPeer(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#peer?.destroyed === false) this.#peer.push(null);
  }
}

function connectionError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
