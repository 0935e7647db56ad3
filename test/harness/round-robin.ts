import { once } from "node:events";
import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP front that hands each request to the next of several servers. */
export interface RoundRobin {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Requests handed to each server so far, by its URL. */
  readonly handed: ReadonlyMap<string, number>;
  /** Hands nothing more to a server. */
  drop(target: string): void;
  close(): Promise<void>;
}

/** Starts a front on a free port. A server that breaks off makes a 502; no request is sent twice. */
export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
  const rest = [...targets];
  const handed = new Map(targets.map((target) => [target, 0]));
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    const target = rest.shift();
    if (target === undefined) {
      response.writeHead(502).end();
      return;
    }
    rest.push(target);
    handed.set(target, (handed.get(target) ?? 0) + 1);
    const { method, headers, url = "/" } = request;
    const passed = httpRequest(target + url, { agent, headers, ...(method === undefined ? {} : { method }) });
    passed.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.on("error", () => response.destroy()).pipe(response);
    });
    passed.on("error", () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.on("close", () => passed.destroy());
    request.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    handed,
    drop: (target) => {
      const place = rest.indexOf(target);
      if (place >= 0) rest.splice(place, 1);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
      agent.destroy();
    },
  };
}
