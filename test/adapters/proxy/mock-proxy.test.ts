import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import tls from "node:tls";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { certificateFor } from "../../../src/adapters/proxy/temporary-authority.js";
import { type Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { type Network, type RunProxy, startProxy } from "../../../src/compose/start-proxy.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const CLOSED =
  "wan-mock stopped a call to other.example.com: the network is closed (--network closed); --network open lets it through";
const UNSIMULATED =
  "wan-mock stopped a call to files.evolink.ai: it belongs to the paid service, and only api.evolink.ai and files-api.evolink.ai are simulated";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock({ pace: "instant" });
});
afterEach(() => mock.close());

interface Opened extends RunProxy {
  readonly port: number;
  /** What clients of the stand-in trust. */
  readonly ca: string;
  readonly told: readonly string[];
}

async function open(network: Network = "open", environment: NodeJS.ProcessEnv = {}): Promise<Opened> {
  const told: string[] = [];
  const standIn = await startProxy(mock, network, environment, {
    onRefusal: ({ sentence }) => told.push(sentence),
    onWarning: (sentence) => told.push(sentence),
  });
  onTestFinished(() => standIn.close());
  const { HTTPS_PROXY, SSL_CERT_FILE } = standIn.variables;
  const ca = readFileSync(SSL_CERT_FILE!, "utf8");
  return { ...standIn, port: Number(new URL(HTTPS_PROXY!).port), ca, told };
}

async function dial(port: number): Promise<Socket> {
  const socket = net.connect({ port, host: "127.0.0.1" });
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Sends text as it stands, and reads until the other side is done. */
async function say(port: number, words: string): Promise<string> {
  const socket = await dial(port);
  socket.write(Buffer.from(words, "latin1"));
  return text(socket);
}

/** Asks for a tunnel; the head of the answer, and the socket behind it. */
async function tunnel(port: number, authority: string): Promise<{ head: string; socket: Socket }> {
  const socket = await dial(port);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
  await once(socket, "readable");
  const answer = (socket.read() as Buffer).toString("latin1");
  const end = answer.startsWith("HTTP/1.1 200") ? answer.indexOf("\r\n\r\n") + 4 : answer.length;
  if (end < answer.length) socket.unshift(Buffer.from(answer.slice(end), "latin1"));
  return { head: answer.slice(0, end), socket };
}

async function securely(socket: Duplex, options: tls.ConnectionOptions): Promise<tls.TLSSocket> {
  const secure = tls.connect({ socket, ...options });
  await once(secure, "secureConnect");
  return secure;
}

/** A way on which a TLS greeting is cut into records of so many bytes. */
function inRecordsOf(size: number, socket: Socket): Duplex {
  let isFirst = true;
  const way = new Duplex({
    read: () => undefined,
    write: (bytes: Buffer, _encoding, done) => {
      const said = isFirst ? bytes.subarray(5) : bytes;
      for (let at = 0; isFirst && at < said.length; at += size) {
        const part = said.subarray(at, at + size);
        socket.write(Buffer.concat([Buffer.of(0x16, 3, 1, part.length >> 8, part.length & 0xff), part]));
      }
      if (!isFirst) socket.write(said);
      isFirst = false;
      done();
    },
    final: (done) => void socket.end(done),
  });
  socket.on("data", (bytes) => way.push(bytes)).on("end", () => way.push(null));
  return way;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const GET_MODELS = "GET /v1/models HTTP/1.1\r\nhost: api.evolink.ai\r\nauthorization: Bearer k\r\n";

describe("a tunnel to the paid host", () => {
  it.each([
    "api.evolink.ai:443",
    "API.Evolink.AI:443",
    "api.evolink.ai.:443",
    "api.evolink.ai:8443",
    "api.evolink.ai",
  ])("%s leads to the mock, with a certificate for it", async (authority) => {
    const { port, ca } = await open();
    const { head, socket } = await tunnel(port, authority);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    const servername = "api.evolink.ai";
    const secure = await securely(socket, { ca, servername, ALPNProtocols: ["h2", "http/1.1"] });
    expect(secure.authorized).toBe(true);
    expect(secure.alpnProtocol).toBe("http/1.1");
    secure.write(`${GET_MODELS}\r\n`);
    const [first] = (await once(secure, "data")) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 200 OK/);
    // The same connection goes on being used.
    secure.write(`${GET_MODELS}connection: close\r\n\r\n`);
    expect(await text(secure)).toContain('{"id":"wan2.7-video-edit"}');
    expect(mock.journal.requests({})).toHaveLength(2);
  });

  it("leads to the file service as well, with a certificate for it", async () => {
    const { port, ca, refused } = await open();
    const { socket } = await tunnel(port, "files-api.evolink.ai:443");
    const secure = await securely(socket, { ca, servername: "files-api.evolink.ai" });
    expect(secure.authorized).toBe(true);
    const body = '{"base64_data":"R0lGODlhAQABAAAAACw=","file_name":"dot.gif"}';
    secure.write(
      `POST /api/v1/files/upload/base64 HTTP/1.1\r\nhost: files-api.evolink.ai\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
    const answer = await text(secure);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).toContain(`"file_url":"${mock.url}/uploads/file_`);
    expect(refused.size).toBe(0);
  });

  it("may hold plain HTTP", async () => {
    const { port } = await open();
    const { socket } = await tunnel(port, "api.evolink.ai:80");
    socket.write(`${GET_MODELS}connection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it("is cut where the mock cuts the connection", async () => {
    const { port, ca } = await open();
    mock.scenario("reset");
    const { socket } = await tunnel(port, "api.evolink.ai:443");
    const secure = await securely(socket, { ca, servername: "api.evolink.ai" });
    const body = '{"model":"wan2.7-text-to-video","prompt":"x"}';
    secure.write(
      `POST /v1/videos/generations HTTP/1.1\r\nhost: api.evolink.ai\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const [error] = (await once(secure, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNRESET");
  });

  it("is told of when the client speaks HTTP/2 alone", async () => {
    const { port, ca, told } = await open();
    const { socket } = await tunnel(port, "api.evolink.ai:443");
    const secure = tls.connect({ socket, ca, servername: "api.evolink.ai", ALPNProtocols: ["h2"] });
    await once(secure, "error");
    await expect.poll(() => told).toEqual([expect.stringContaining("switch HTTP/2 off in the client")]);
  });
});

describe("requests that name the paid host", () => {
  it.each(["http://api.evolink.ai", "https://api.evolink.ai", "http://API.evolink.ai.:8080"])(
    "%s/v1/models are answered by the mock",
    async (base) => {
      const { port } = await open();
      const answer = await say(
        port,
        `GET ${base}/v1/models HTTP/1.1\r\nhost: api.evolink.ai\r\nauthorization: Bearer k\r\nproxy-connection: keep-alive\r\nconnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toContain("wan2.7-video-edit");
    },
  );

  it("link results to where they can be fetched", async () => {
    const { port } = await open();
    const body = '{"model":"wan2.7-text-to-video","prompt":"x"}';
    const head = "host: api.evolink.ai\r\nauthorization: Bearer k\r\nconnection: close\r\n";
    const submitted = await say(
      port,
      `POST http://api.evolink.ai/v1/videos/generations HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const [task = ""] = /task-unified-\d+-\w{8}/.exec(submitted) ?? [];
    const queried = await say(port, `GET http://api.evolink.ai/v1/tasks/${task} HTTP/1.1\r\n${head}\r\n`);
    expect(queried).toContain(`"results":["${mock.url}/files/${task}.mp4"]`);
  });
});

describe("other hosts of the paid service", () => {
  it.each<Network>(["open", "closed"])("are never reached (network %s)", async (network) => {
    const { port, told, refused } = await open(network);
    const { head } = await tunnel(port, "Files.evolink.ai:443");
    expect(head).toMatch(/^HTTP\/1\.1 502 /);
    expect(head).toContain(`\r\n\r\n${UNSIMULATED}\n`);
    const answer = await say(
      port,
      "GET http://files.evolink.ai/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).toContain(UNSIMULATED);
    expect(told).toEqual([UNSIMULATED]);
    expect([...refused]).toEqual([["files.evolink.ai", 2]]);
  });
});

describe("a closed network", () => {
  it("refuses other hosts without a look at them, and says how to open it", async () => {
    const { port, told, refused } = await open("closed");
    const { head } = await tunnel(port, "other.example.com:443");
    expect(head).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(head).toContain(`\r\n\r\n${CLOSED}\n`);
    const answer = await say(
      port,
      "GET http://other.example.com/ HTTP/1.1\r\nhost: other.example.com\r\nconnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(answer).toContain(CLOSED);
    expect(told).toEqual([CLOSED]);
    expect([...refused]).toEqual([["other.example.com", 2]]);
  });

  it.each(["localhost", "127.0.0.1"])("leaves %s in reach", async (host) => {
    const { port } = await open("closed");
    const { head, socket } = await tunnel(port, `${host}:${mock.port}`);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(`${GET_MODELS}connection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
    const plain = `GET http://${host}:${mock.port}/_mock/health HTTP/1.1\r\nhost: ${host}:${mock.port}\r\nconnection: close\r\n\r\n`;
    expect(await say(port, plain)).toContain('"status":"ok"');
  });
});

describe("an open network", () => {
  it("passes tunnels on byte for byte, ends of one side included", async () => {
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      let heard = "";
      socket.on("data", (bytes) => (heard += bytes.toString("latin1")));
      socket.on("end", () => socket.end(`heard ${heard}`));
    });
    const { port } = await open();
    const { socket } = await tunnel(port, `127.0.0.1:${await listening(server)}`);
    socket.end("\u0000\u0001 anything\r\n");
    expect(await text(socket)).toBe("heard \u0000\u0001 anything\r\n");
  });

  it("lets the far side speak first", async () => {
    const server = net.createServer((socket) => socket.end("220 ready\r\n"));
    const { port } = await open();
    const { socket } = await tunnel(port, `localhost:${await listening(server)}`);
    expect(await text(socket)).toBe("220 ready\r\n");
  });

  it("passes requests on with their own headers and bodies", async () => {
    const server = http.createServer((request, response) => {
      const { rawHeaders, method, url } = request;
      response.writeHead(201, "Made", ["X-Odd-Case", "1", "set-cookie", "a=1", "set-cookie", "b=2"]);
      void text(request).then((body) => response.end(JSON.stringify({ method, url, rawHeaders, body })));
    });
    const there = await listening(server);
    const { port } = await open();
    const answer = await say(
      port,
      `PUT http://127.0.0.1:${there}/a%20b?c=http://x HTTP/1.1\r\nHost: named.test\r\nX-Own: 1\r\nProxy-Authorization: Basic eA==\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 201 Made\r\nX-Odd-Case: 1\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n/);
    expect(answer).toContain('"method":"PUT","url":"/a%20b?c=http://x"');
    expect(answer).toContain(
      '"rawHeaders":["Host","named.test","X-Own","1","Content-Length","4","connection","close"],"body":"body"',
    );
  });

  it("leaves it to the mock to refuse a head that is too long, and names the host where HTTP/1.0 does not", async () => {
    const { port } = await open();
    const call = "GET http://api.evolink.ai/v1/models HTTP/1.0\r\nauthorization: Bearer k\r\n";
    expect(await say(port, `${call}\r\n`)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await say(port, `${call}x-long: ${"a".repeat(70_000)}\r\n\r\n`)).toContain("headers_too_large");
  });

  it("says why a host cannot be reached", async () => {
    const server = net.createServer();
    const there = await listening(server);
    server.close();
    const { port } = await open();
    const { head } = await tunnel(port, `127.0.0.1:${there}`);
    expect(head).toMatch(/^HTTP\/1\.1 502 /);
    expect(head).toContain("wan-mock run could not pass a call on to 127.0.0.1: connect ECONNREFUSED");
  });
});

describe("a proxy that was set before", () => {
  /** A proxy that leads everything to one server of this machine. */
  async function upstreamTo(there: number): Promise<{ url: string; asked: string[]; heard: () => string }> {
    const asked: string[] = [];
    let heard = "";
    const proxy = http.createServer((request, response) => {
      asked.push(
        `${request.method ?? ""} ${request.url ?? ""} ${request.headers["proxy-authorization"] ?? ""}`,
      );
      response.end("from the proxy");
    });
    proxy.on("connect", (request: http.IncomingMessage, socket: Socket) => {
      asked.push(`CONNECT ${request.url ?? ""} ${request.headers["proxy-authorization"] ?? ""}`);
      const far = net.connect({ port: there, host: "127.0.0.1" });
      for (const side of [socket, far]) side.on("error", () => undefined);
      socket.on("data", (bytes) => {
        heard += bytes.toString("latin1");
      });
      socket.on("close", () => far.destroy());
      socket.write("HTTP/1.1 200 Yes\r\nx-more: 1\r\n\r\n");
      socket.pipe(far).pipe(socket);
    });
    return { url: `http://me:p%40ss@127.0.0.1:${await listening(proxy)}`, asked, heard: () => heard };
  }
  const BASIC = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;

  it("is used for other hosts, with its password", async () => {
    const echo = await listening(net.createServer((socket) => socket.pipe(socket)));
    const upstream = await upstreamTo(echo);
    const { port } = await open("open", { https_proxy: upstream.url, HTTP_PROXY: upstream.url });
    const { head, socket } = await tunnel(port, "other.example.com:8443");
    expect(head).toBe("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.end("over two proxies");
    expect(await text(socket)).toBe("over two proxies");
    const plain =
      "GET http://other.example.com/x HTTP/1.1\r\nhost: other.example.com\r\nconnection: close\r\n\r\n";
    expect(await say(port, plain)).toContain("from the proxy");
    expect(upstream.asked).toEqual([
      `CONNECT other.example.com:8443 ${BASIC}`,
      `GET http://other.example.com/x ${BASIC}`,
    ]);
  });

  it("is not told of calls to the paid host, not even of those to its address", async () => {
    const upstream = await upstreamTo(await listening(net.createServer((socket) => socket.resume())));
    const { port, ca } = await open("open", { HTTPS_PROXY: upstream.url });
    const named = await tunnel(port, "api.evolink.ai:443");
    named.socket.destroy();
    expect(upstream.asked).toEqual([]);
    const { socket } = await tunnel(port, "192.0.2.1:443");
    const secure = await securely(socket, { ca, servername: "api.evolink.ai" });
    secure.write(`${GET_MODELS}connection: close\r\n\r\n`);
    expect(await text(secure)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(upstream.heard()).toBe("");
  });

  it.each([
    ["another name", "edge.example.com:443", "api.evolink.ai", 1 << 14],
    ["capital letters", "192.0.2.1:443", "API.Evolink.AI", 1 << 14],
    ["a greeting in pieces", "edge.example.com:443", "api.evolink.ai", 40],
  ])("is not told of calls to the paid host by %s", async (_what, authority, servername, size) => {
    const upstream = await upstreamTo(await listening(net.createServer((socket) => socket.resume())));
    const { port, ca } = await open("open", { HTTPS_PROXY: upstream.url });
    const { socket } = await tunnel(port, authority);
    const through = inRecordsOf(size, socket);
    const secure = await securely(through, { ca, servername, checkServerIdentity: () => undefined });
    secure.write(`${GET_MODELS}connection: close\r\n\r\n`);
    expect(await text(secure)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(upstream.heard()).toBe("");
  });

  it("is not told of plain calls that name the paid host in Host alone", async () => {
    const upstream = await upstreamTo(await listening(net.createServer((socket) => socket.resume())));
    const { port } = await open("open", { HTTPS_PROXY: upstream.url, HTTP_PROXY: upstream.url });
    const call = `GET http://192.0.2.1/v1/models HTTP/1.1\r\nhost: API.evolink.ai\r\nauthorization: Bearer k\r\nconnection: close\r\n\r\n`;
    expect(await say(port, call)).toMatch(/^HTTP\/1\.1 200 OK/);
    const { socket } = await tunnel(port, "edge.example.com:80");
    // The head of a request may come in pieces.
    socket.write(`GET /v1/models HTTP/1.1\r\n`);
    // The proxy reads in turns of this event loop.
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    socket.write(`x: y\r\nHOST:  Api.Evolink.ai\r\nauthorization: Bearer k\r\nconnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect([upstream.heard(), mock.journal.requests({}).length]).toEqual(["", 2]);
  });

  it("is not told of calls to other hosts of the paid service by their address", async () => {
    const upstream = await upstreamTo(await listening(net.createServer((socket) => socket.resume())));
    const { port, told, refused } = await open("open", { HTTPS_PROXY: upstream.url });
    const { socket } = await tunnel(port, "192.0.2.1:80");
    socket.write("POST / HTTP/1.1\r\nhost: files.evolink.ai\r\n\r\n");
    expect(await text(socket)).toBe("");
    expect([upstream.heard(), told, [...refused]]).toEqual(["", [UNSIMULATED], [["files.evolink.ai", 1]]]);
  });

  it.each([
    "GET / HTTP/1.1\r\nhost: evilevolink.ai\r\n\r\n",
    "MAIL FROM:<somebody@evolink.ai>\r\n",
    "GET / HTTP/1.1\r\nhalf of a head of evolink.ai",
    "\u0016\u0003\u0001\u0000\u0008\u0001\u0000\u0000\u0004\u0003\u0003\u0000\u0000",
  ])("gets %j, which is not for the paid service", async (words) => {
    const echo = await listening(net.createServer((socket) => socket.pipe(socket)));
    const upstream = await upstreamTo(echo);
    const { port } = await open("open", { HTTPS_PROXY: upstream.url });
    const { socket } = await tunnel(port, "edge.example.com:25");
    socket.end(Buffer.from(words, "latin1"));
    expect(await text(socket)).toBe(words);
  });

  it("gets tunnels to other addresses, whoever speaks first", async () => {
    const upstream = await upstreamTo(
      await listening(net.createServer((socket) => socket.write("220 ready\r\n") && socket.pipe(socket))),
    );
    const { port } = await open("open", { ALL_PROXY: upstream.url });
    const { socket } = await tunnel(port, "192.0.2.1:25");
    const [greeting] = (await once(socket, "data")) as [Buffer];
    expect(greeting.toString()).toBe("220 ready\r\n");
    socket.end("EHLO\r\n");
    expect(await text(socket)).toBe("EHLO\r\n");
  });

  it("is left out for the hosts that the environment excepts", async () => {
    const upstream = await upstreamTo(1);
    const { port } = await open("open", { https_proxy: upstream.url, no_proxy: "nowhere.invalid" });
    const { head } = await tunnel(port, "sub.nowhere.invalid:443");
    expect(head).toMatch(/^HTTP\/1\.1 502 /);
    expect(upstream.asked).toEqual([]);
  });

  it.each([
    ["socks5://127.0.0.1:1080", "https_proxy names a proxy that wan-mock cannot pass calls on to"],
    ["not a proxy", "https_proxy names a proxy that wan-mock cannot pass calls on to"],
  ])("%s is told to be of no use", async (url, sentence) => {
    const { port } = await open("open", { https_proxy: url });
    const { head } = await tunnel(port, "other.example.com:443");
    expect(head).toMatch(/^HTTP\/1\.1 502 /);
    expect(head).toContain(sentence);
  });

  it("may send the far side's first words along with its answer", async () => {
    const proxy = http.createServer().on("connect", (_request, socket) => {
      socket.end("HTTP/1.1 200 Yes\r\n\r\n220 ready\r\n");
    });
    const { port } = await open("open", { https_proxy: `127.0.0.1:${await listening(proxy)}` });
    const { socket } = await tunnel(port, "mail.example.com:25");
    expect(await text(socket)).toBe("220 ready\r\n");
  });

  it("is quoted when it refuses", async () => {
    const proxy = http.createServer().on("connect", (_request, socket) => {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    const name = `127.0.0.1:${await listening(proxy)}`;
    const { port } = await open("open", { https_proxy: name });
    const { head } = await tunnel(port, "other.example.com:443");
    expect(head).toContain(`to other.example.com: the proxy ${name} answered 407`);
  });
});

describe("what is none of its business", () => {
  it.each([
    [
      "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
      /the mock is at http:\/\/127\.0\.0\.1:\d+\n/,
    ],
    [
      "GET ftp://x.test/ HTTP/1.1\r\nhost: x.test\r\nconnection: close\r\n\r\n",
      /takes requests for other hosts/,
    ],
    [
      "CONNECT nonsense:99999 HTTP/1.1\r\nhost: x\r\n\r\n",
      /CONNECT names a host and a port, got "nonsense:99999"/,
    ],
    ["CONNECT user@host:1 HTTP/1.1\r\nhost: x\r\n\r\n", /CONNECT names a host and a port/],
    ["CONNECT host:0 HTTP/1.1\r\nhost: x\r\n\r\n", /CONNECT names a host and a port/],
    ["\u0016\u0003\u0001\u0000\u0000 no HTTP at all\r\n\r\n", /what came is no HTTP\/1\.1/],
  ])("%j is answered with a sentence", async (words, sentence) => {
    const { port } = await open();
    const answer = await say(port, words);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(sentence);
  });
});

it("listens on this machine's own address alone", async () => {
  const { variables } = await open();
  expect(variables["HTTPS_PROXY"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it("carries a thousand tunnels at once, and cuts them all when it closes", async () => {
  const echo = await listening(
    net.createServer((socket) => socket.on("error", () => undefined).pipe(socket)),
  );
  const standIn = await open();
  const tunnels = await Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const { socket } = await tunnel(standIn.port, `127.0.0.1:${echo}`);
      socket.on("error", () => undefined);
      socket.write(`number ${index}`);
      const [back] = (await once(socket, "data")) as [Buffer];
      expect(back.toString()).toBe(`number ${index}`);
      return socket;
    }),
  );
  const gone = tunnels.map((socket) => once(socket, "close"));
  await standIn.close();
  await Promise.all(gone);
});

it("closes while clients say nothing, half of a greeting, or wait for a far side", async () => {
  const silent = await listening(net.createServer((socket) => socket.on("error", () => undefined)));
  const standIn = await open();
  const words = ["", "\u0016\u0003\u0001", `GET / HTTP/1.1\r\n`];
  for (const word of words) {
    const { socket } = await tunnel(standIn.port, "api.evolink.ai:443");
    socket.on("error", () => undefined).write(Buffer.from(word, "latin1"));
  }
  const { socket } = await tunnel(standIn.port, `127.0.0.1:${silent}`);
  socket.on("error", () => undefined);
  (await dial(standIn.port)).on("error", () => undefined).write("CONN");
  await standIn.close();
});

describe("the files that programs trust", () => {
  it("are this user's alone, hold no key, and are gone at the end", async () => {
    const { variables, close } = await open();
    const folder = dirname(variables["SSL_CERT_FILE"]!);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const contents = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "latin1"));
    expect(contents.length).toBeGreaterThan(0);
    expect(contents.filter((content) => content.includes("PRIVATE"))).toEqual([]);
    await close();
    expect(existsSync(folder)).toBe(false);
    await close();
  });

  it("hold what was trusted before: the user's files, else the roots of the system and of Node", async () => {
    const own = certificateFor(["api.corp.test"], "corp.test").authority;
    const extra = certificateFor(["api.extra.test"], "extra.test").authority;
    const { path: folder, write } = temporaryFolder();
    write("own.pem", `A comment\r\n${own.replaceAll("\n", "\r\n")}`);
    write("extra.pem", extra);
    const { variables, told } = await open("open", {
      CURL_CA_BUNDLE: `${folder}/own.pem`,
      NODE_EXTRA_CA_CERTS: `${folder}/extra.pem`,
      HTTPLIB2_CA_CERTS: folder,
      SSL_CERT_FILE: `${folder}/none.pem`,
    });
    const read = (name: string) => readFileSync(variables[name]!, "utf8");
    const count = (bundle: string) => bundle.match(/BEGIN CERTIFICATE/g)?.length;
    for (const name of ["CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"]) {
      expect([name, count(read(name)), read(name).includes(own)]).toEqual([name, 2, true]);
    }
    expect([count(read("NODE_EXTRA_CA_CERTS")), read("NODE_EXTRA_CA_CERTS").includes(extra)]).toEqual([
      2,
      true,
    ]);
    expect(count(read("HTTPLIB2_CA_CERTS"))).toBe(3);
    expect(count(read("DENO_CERT"))).toBe(1);
    expect(count(read("SSL_CERT_FILE"))).toBeGreaterThan(tls.rootCertificates.length);
    expect(told).toEqual([
      `${folder}/none.pem: there is no such file; the environment names it for certificates`,
    ]);
  });
});
