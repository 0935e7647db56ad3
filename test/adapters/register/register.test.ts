import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { type RunProxy, startProxy } from "../../../src/compose/start-proxy.js";
import { runClient } from "./run-client.js";

const clients = [
  "fetch",
  "fetch-odd-spelling",
  "fetch-plain-http",
  "https-module",
  "https-named-import",
  "https-by-address",
  "https-by-name",
  "http-named-import",
  "axios",
  "undici-request",
  "undici-own-agent",
  "undici-pool",
  "raw-tls",
  "worker-thread",
];

const LOOKED_UP = /looked up/;
const NOT_SET =
  'wan-mock stopped a call to api.evolink.ai: WAN_MOCK_URL is not set; start the program with "wan-mock run -- COMMAND"';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ pace: "instant" });
});
afterAll(() => mock.close());

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  open.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe.each(clients)("the client %s, with the paid host in its source", (name) => {
  it("reaches the mock", async () => {
    const { stdout, stderr } = await runClient(name, { env: { WAN_MOCK_URL: mock.url } });
    const { status, id } = JSON.parse(stdout);
    expect(status).toBe(200);
    const submits = mock.journal.entries().filter((entry) => entry.kind === "request" && entry.task === id);
    expect(submits).toHaveLength(1);
    expect(stderr).toBe("");
  });

  it("goes nowhere without WAN_MOCK_URL and is told what to do", async () => {
    const { stdout, stderr } = await runClient(name);
    expect(JSON.parse(stdout).failure).toContain(NOT_SET);
    expect(stderr).toContain(NOT_SET);
    expect(stderr).not.toMatch(LOOKED_UP);
  });
});

it("stands between the client and the look-up of the paid host", async () => {
  const { stderr } = await runClient("fetch", { preloads: [] });
  expect(stderr).toContain("looked up api.evolink.ai");
});

it("has results linked to where WAN_MOCK_URL says the mock is", async () => {
  const heads: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    heads.push(request.headers);
    response.end("{}");
  });
  const port = await portOf(server);
  await runClient("fetch", { env: { WAN_MOCK_URL: `http://127.0.0.1:${port}` } });
  await runClient("https-module", { env: { WAN_MOCK_URL: `http://127.0.0.1:${port}/` } });
  expect(heads.map(({ host }) => host)).toEqual([`127.0.0.1:${port}`, `127.0.0.1:${port}`]);
});

it("follows WAN_MOCK_URL to a mock on IPv6", async ({ skip }) => {
  const six = await startMock({ host: "::1" }).catch(() => skip("this machine has no IPv6"));
  const { stdout } = await runClient("axios", { env: { WAN_MOCK_URL: six.url } });
  await six.close();
  expect(JSON.parse(stdout).status).toBe(200);
});

it("leads uploads to the mock, and their links", async () => {
  const { stdout, stderr } = await runClient("upload", { env: { WAN_MOCK_URL: mock.url } });
  const { status, link, text } = JSON.parse(stdout);
  expect([status, text.slice(0, 6)]).toEqual([200, "GIF89a"]);
  expect(link).toMatch(new RegExp(`^${mock.url}/uploads/file_[0-9a-f]{12}/dot\\.gif$`));
  expect(stderr).toBe("");
  const told = (await runClient("upload")).stdout;
  expect(JSON.parse(told).failure).toContain(NOT_SET.replace("api.evolink.ai", "files-api.evolink.ai"));
});

it("takes being preloaded twice", async () => {
  const { stdout } = await runClient("fetch", {
    env: { WAN_MOCK_URL: mock.url },
    preloads: ["wan-mock/register", `${new URL("../../../dist/register.js", import.meta.url).href}?again`],
  });
  expect(JSON.parse(stdout).status).toBe(200);
});

describe("what cannot go to the mock", () => {
  it.each([undefined, "http://127.0.0.1:9"])(
    "stops a call to another host of the paid service (%s)",
    async (url) => {
      const { stdout, stderr } = await runClient("unsimulated", {
        env: url === undefined ? {} : { WAN_MOCK_URL: url },
      });
      expect(JSON.parse(stdout).failure).toContain(
        "wan-mock stopped a call to files.evolink.ai: it belongs to the paid service, and only api.evolink.ai and files-api.evolink.ai are simulated",
      );
      expect(stderr).not.toMatch(LOOKED_UP);
    },
  );

  it("stops a client that speaks HTTP/2 alone", async () => {
    const { stdout, stderr } = await runClient("http2-alone", { env: { WAN_MOCK_URL: mock.url } });
    expect(JSON.parse(stdout).failure).toContain("switch HTTP/2 off in the client");
    expect(stderr).not.toMatch(LOOKED_UP);
  });

  it("stops a request that names the paid host to an address alone", async () => {
    const { stdout } = await runClient("http-by-address", { env: { WAN_MOCK_URL: mock.url } });
    expect(JSON.parse(stdout).failure).toContain(
      "wan-mock stopped a call to api.evolink.ai: it would have gone to an address under that name",
    );
  });

  it.each(["http-by-address", "undici-by-address"])(
    "lets %s call servers of this machine so",
    async (name) => {
      const { hostname, port } = new URL(mock.url);
      const { stdout } = await runClient(name, { args: [hostname, port] });
      expect(JSON.parse(stdout).status).toBe(200);
    },
  );

  it("says where no mock answers", async () => {
    const port = await portOf(createTcpServer());
    open.pop()?.close();
    const { stdout } = await runClient("axios", { env: { WAN_MOCK_URL: `http://127.0.0.1:${port}` } });
    expect(JSON.parse(stdout).failure).toContain(
      `wan-mock found no mock at WAN_MOCK_URL (http://127.0.0.1:${port}) for a call to api.evolink.ai: start one there`,
    );
  });

  it.each([
    ["localhost:2727", "must be the address of a mock"],
    ["https://127.0.0.1:2727", "must be the address of a mock"],
    ["http://127.0.0.1:2727/v1", "must be the address of a mock"],
    ["http://user@127.0.0.1:2727", "must be the address of a mock"],
    ["http://127.0.0.1:2727?x", "must be the address of a mock"],
    ["2727", "must be the address of a mock"],
    ["http://API.evolink.ai", "that is the paid service"],
  ])("does not start with WAN_MOCK_URL=%s", async (url, sentence) => {
    const { code, stdout, stderr } = await runClient("fetch", { env: { WAN_MOCK_URL: url } });
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(`WAN_MOCK_URL is "${url}"`);
    expect(stderr).toContain(sentence);
  });
});

describe("proxies", () => {
  /** A proxy that writes down what it is asked for and refuses nothing. */
  async function startProxy(): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
      response.end("{}");
    });
    proxy.on("connect", (request, socket) => {
      asked.push(`CONNECT ${request.url ?? ""}`);
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => asked.push(String(bytes).slice(0, 40)));
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
    });
    return { url: `http://127.0.0.1:${await portOf(proxy)}`, asked };
  }

  it.each(["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])("go round one in %s", async (variable) => {
    const proxy = await startProxy();
    const env = { WAN_MOCK_URL: mock.url, [variable]: proxy.url, NO_PROXY: "internal.test" };
    const { stdout } = await runClient("axios", { env });
    expect(JSON.parse(stdout).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });

  it("take an https call out of a tunnel that the client opened", async () => {
    const proxy = await startProxy();
    const { stdout } = await runClient("proxied-undici", {
      env: { WAN_MOCK_URL: mock.url },
      args: [proxy.url, "https"],
    });
    expect(JSON.parse(stdout).status).toBe(200);
    expect(proxy.asked).toEqual(["CONNECT api.evolink.ai:443"]);
  });

  it.each([
    ["proxied-http", []],
    ["proxied-undici", ["tunnel"]],
    ["proxied-undici", ["forward"]],
  ])("get no request that %s hands them (%s)", async (name, args) => {
    const proxy = await startProxy();
    const { stdout, stderr } = await runClient(name, {
      env: { WAN_MOCK_URL: mock.url },
      args: [proxy.url, ...args],
    });
    const sentence = "wan-mock stopped a call to api.evolink.ai: it would have left through a proxy";
    expect(JSON.parse(stdout).failure).toContain(sentence);
    expect(stderr).toContain(sentence);
    expect(proxy.asked.filter((line) => !line.startsWith("CONNECT "))).toEqual([]);
  });
});

describe("beside the proxy of wan-mock run", () => {
  const told: string[] = [];
  let standIn: RunProxy;
  beforeAll(async () => {
    const tell = (what: string | { sentence: string }) =>
      told.push(typeof what === "string" ? what : what.sentence);
    standIn = await startProxy(mock, "open", {}, { onRefusal: tell, onWarning: tell });
  });
  afterAll(() => standIn.close());

  const clientsOfProxies: readonly (readonly [name: string, args: readonly string[]])[] = [
    ...clients.map((name) => [name, []] as const),
    ["environment-proxy", []],
    ["environment-proxy", ["http"]],
    ["proxied-http", ["PROXY"]],
    ["proxied-undici", ["PROXY", "https"]],
    ["proxied-undici", ["PROXY", "tunnel"]],
    ["proxied-undici", ["PROXY", "forward"]],
  ];
  it.each(clientsOfProxies)("the client %s %j reaches the mock", async (name, args) => {
    const proxy = standIn.variables["HTTPS_PROXY"]!;
    const { stdout, stderr } = await runClient(name, {
      env: { ...standIn.variables, WAN_MOCK_URL: mock.url },
      args: args.map((arg) => (arg === "PROXY" ? proxy : arg)),
    });
    const { status, id } = JSON.parse(stdout);
    expect([status, stderr, told]).toEqual([200, "", []]);
    expect(mock.journal.requests({ task: id })).toHaveLength(1);
  });

  it("another proxy gets nothing, though it is set by the program itself", async () => {
    const asked: string[] = [];
    const other = createServer().on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      socket.destroy();
    });
    other.on("request", (request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    const url = `http://127.0.0.1:${await portOf(other)}`;
    const env = { ...standIn.variables, WAN_MOCK_URL: mock.url, HTTPS_PROXY: url, https_proxy: url };
    expect(JSON.parse((await runClient("axios", { env })).stdout).status).toBe(200);
    const { stdout } = await runClient("proxied-http", { env, args: [url] });
    expect(JSON.parse(stdout).failure).toContain("it would have left through a proxy");
    expect(asked).toEqual([]);
  });
});

it("leaves calls to other hosts alone, byte for byte", async () => {
  const heard: string[] = [];
  const server = createTcpServer((socket) => {
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      if (/evolink\.ai$|"\}$/.test(text)) {
        heard.push(text);
        text = "";
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
      }
    });
  });
  const url = `http://127.0.0.1:${await portOf(server)}/path`;
  await runClient("elsewhere", { args: [url], preloads: [] });
  const plain = heard.splice(0);
  await runClient("elsewhere", { args: [url], env: { WAN_MOCK_URL: mock.url } });
  expect(plain).toHaveLength(2);
  expect(heard).toEqual(plain);
  expect(plain[0]).toMatch(/host: api\.evolink\.ai\r\n/i);
});

it("leaves the failures of other calls alone", async () => {
  const { stdout, stderr } = await runClient("agent-without-connection", { env: { WAN_MOCK_URL: mock.url } });
  expect(JSON.parse(stdout).failure).toBe("this agent connects to nobody");
  expect(stderr).toBe("");
});

it("is one small file that needs Node's own modules alone", () => {
  const source = readFileSync(new URL("../../../dist/register.js", import.meta.url), "utf8");
  const imported = [...source.matchAll(/^(?:import|export) .*?from "([^"]+)"/gm)].map(([, name]) => name);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  expect(source.length).toBeLessThan(22_000);
});
