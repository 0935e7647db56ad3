/**
 * Load generator: keep-alive connections that each send the next request when the last is answered, or so many
 * requests a second. Plain sockets and requests written beforehand, so that it costs less than any server under test.
 *
 * Takes `{port, connections, seconds, requests, status, rate}` as JSON in the first argument, prints
 * `{answers, seconds, total, wrong, busy, p99}`: answers within those seconds, and in all. With a `rate`, `p99` is how
 * many milliseconds 99 % of the answers took at the most, counted from when a request was due.
 */
import { connect } from "node:net";
import { performance } from "node:perf_hooks";

const { port, connections, seconds, requests, status, rate } = JSON.parse(process.argv[2]);
const wanted = `HTTP/1.1 ${status} `;
const payloads = requests.map((text) => Buffer.from(text, "utf8"));
/** Seconds before answers count. */
const LEAD = 0.3;

let answers = 0;
let total = 0;
let wrong = 0;
let turn = 0;
let counting = false;
let stopped = false;
/** With a rate: clients that wait for a request, and what is due and was not sent. */
const free = [];
const due = [];
const latencies = [];

function client() {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let held = "";
  let dueAt = 0;
  const send = (at) => {
    dueAt = at;
    socket.write(payloads[turn++ % payloads.length]);
  };
  const next = () => {
    if (rate === undefined) send(0);
    else if (due.length > 0) send(due.shift());
    else free.push(send);
  };
  socket.on("connect", next);
  socket.on("error", () => {
    if (!stopped) wrong++;
  });
  socket.on("data", (chunk) => {
    held = held === "" ? chunk.latin1Slice() : held + chunk.latin1Slice();
    const head = held.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = /content-length: (\d+)/i.exec(held);
    if (held.length < head + 4 + Number(length[1])) return;
    total++;
    if (!held.startsWith(wanted)) wrong++;
    else if (counting) {
      answers++;
      if (rate !== undefined) latencies.push(performance.now() - dueAt);
    }
    held = "";
    if (!stopped) next();
  });
  return socket;
}

const began = performance.now();
let asked = 0;

/**
 * Never sleeps: a sender pays for waking a sleeping receiver, and the slower a server the more often its client
 * sleeps. The core is the load generator's own.
 */
function spin() {
  if (stopped) return;
  if (rate !== undefined) {
    const now = performance.now();
    for (; asked < ((now - began) / 1000) * rate; asked++) {
      const at = began + (asked / rate) * 1000;
      if (free.length > 0) free.pop()(at);
      else due.push(at);
    }
  }
  setImmediate(spin);
}
spin();

const sockets = Array.from({ length: connections }, client);
setTimeout(() => {
  counting = true;
  const started = performance.now();
  const before = performance.eventLoopUtilization();
  setTimeout(() => {
    stopped = true;
    const busy = performance.eventLoopUtilization(before).utilization;
    latencies.sort((a, b) => a - b);
    const p99 = latencies[Math.floor(latencies.length * 0.99)];
    console.log(
      JSON.stringify({ answers, seconds: (performance.now() - started) / 1000, total, wrong, busy, p99 }),
    );
    for (const socket of sockets) socket.destroy();
  }, seconds * 1000);
}, LEAD * 1000);
