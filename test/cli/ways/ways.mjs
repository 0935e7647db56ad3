/** Calls HOST in each WAY, for Node, Bun and Deno: ways.mjs HOST WAY...; says what came of each. */
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";

const [host, ...chosen] = process.argv.slice(2);
const path = (way) => `/v1/tasks/${way}`;
const url = (way) => `https://${host}${path(way)}`;

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.once("response", (answer) => resolve(answer.resume().statusCode)).once("error", reject);
    request.end();
  });
const spoken = (socket, way, event) =>
  new Promise((resolve, reject) => {
    socket.once(event, () =>
      socket.write(`GET ${path(way)} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.once("data", (head) => resolve(String(head).slice(9, 12))).once("error", reject);
  });
const source = (way) => `
  const { get } = process.getBuiltinModule("node:https");
  const tell = (outcome) => { console.log("${way}|" + outcome); process.getBuiltinModule("node:process").exit(0); };
  get("${url(way)}", ({ statusCode }) => tell(statusCode)).on("error", ({ message }) => tell(message));`;

const ways = {
  fetch: async (way) => (await fetch(url(way))).status,
  https: (way) => answered(https.request(url(way))),
  http: (way) => answered(http.request(url(way).replace("https", "http"))),
  agent: (way) => answered(https.request(url(way), { agent: new https.Agent({ keepAlive: true }) })),
  http2: (way) =>
    new Promise((resolve, reject) => {
      const session = http2.connect(`https://${host}`).once("error", reject);
      const stream = session.request({ ":path": path(way) }).once("error", reject);
      stream.once("response", (headers) => resolve(headers[":status"]));
    }),
  tls: (way) => spoken(tls.connect({ host, port: 443, servername: host }), way, "secureConnect"),
  net: (way) => spoken(net.connect(80, host), way, "connect"),
  undici: async (way) => (await (await import("undici")).request(url(way))).statusCode,
  axios: async (way) => (await (await import("axios")).default.get(url(way))).status,
  worker: async (way) => {
    const { Worker } = await import("node:worker_threads");
    await new Promise((resolve) => new Worker(source(way), { eval: true }).once("exit", resolve));
  },
  "web-worker": async (way) => {
    const worker = new Worker(`data:text/javascript,${encodeURIComponent(source(way))}`);
    await new Promise((resolve) => worker.addEventListener("close", resolve));
  },
  "Bun.spawn": async (way) => {
    const { stdout } = Bun.spawn([process.execPath, "-e", source(way)], { env: {} });
    process.stdout.write(await new Response(stdout).text());
  },
  shell: (way) => Bun.$`curl --silent --max-time 5 ${url(way)}`.env({}).text(),
  "bun-connect": (way) =>
    new Promise((resolve, reject) => {
      const data = (_socket, head) => resolve(String(head).slice(9, 12));
      const open = (socket) => socket.write(`GET ${path(way)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      Bun.connect({ hostname: host, port: 80, socket: { open, data } }).catch(reject);
    }),
};

for (const way of chosen) {
  try {
    const outcome = await ways[way](way);
    if (outcome !== undefined) console.log(`${way}|${outcome}`);
  } catch (error) {
    const said = [];
    for (let cause = error; cause; cause = cause.cause) said.push(cause.message || cause.code);
    console.log(`${way}|${said.join(" ").replaceAll("\n", " ")}`);
  }
}
process.exitCode = 0;
// Pools and sessions keep a program running.
setTimeout(() => process.kill(process.pid), 300).unref();
