import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server on this machine that can be held up and cut. */
export interface PausableProxy {
  readonly port: number;
  /** Holds back what clients send, or what they are answered, or both. */
  pause(direction: "requests" | "answers" | "both"): void;
  /** Lets everything through again, what was held back first. */
  resume(): void;
  /** Cuts all connections, and drops the answers held back; requests that were held back still arrive. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port. */
export async function startPausableProxy(target: number): Promise<PausableProxy> {
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket }>();
  let paused: "requests" | "answers" | "both" | undefined;
  const holds = (direction: "requests" | "answers") => paused === direction || paused === "both";
  const listener = createServer((client) => {
    const server = connect(target, "127.0.0.1");
    const pair = { client, server };
    pairs.add(pair);
    client.on("data", (piece) => server.write(piece));
    server.on("data", (piece) => client.write(piece));
    if (holds("requests")) client.pause();
    if (holds("answers")) server.pause();
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroySoon();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    pause: (direction) => {
      paused = direction;
      for (const { client, server } of pairs) {
        if (holds("requests")) client.pause();
        if (holds("answers")) server.pause();
      }
    },
    resume: () => {
      paused = undefined;
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
    },
    cut: () => {
      for (const { client } of pairs) client.destroy();
    },
    close: async () => {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      listener.close();
      await once(listener, "close");
    },
  };
}
