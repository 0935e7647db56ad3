/**
 * Load generator: keep-alive connections that each send the next request when the last is answered.
 * Plain sockets and requests written beforehand, so that it costs less than any server under test.
 *
 * Takes `{port, connections, seconds, requests, status}` as JSON in the first argument, prints
 * `{answers, seconds, total, wrong, busy}`: answers within those seconds, and in all.
 */
import { connect } from "node:net";
import { performance } from "node:perf_hooks";

const { port, connections, seconds, requests, status } = JSON.parse(process.argv[2]);
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

function client() {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let held = "";
  const next = () => socket.write(payloads[turn++ % payloads.length]);
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
    else if (counting) answers++;
    held = "";
    if (!stopped) next();
  });
  return socket;
}

/**
 * Never sleeps: a sender pays for waking a sleeping receiver, and the slower a server the more often its client
 * sleeps. The core is the load generator's own.
 */
function spin() {
  if (!stopped) setImmediate(spin);
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
    console.log(
      JSON.stringify({ answers, seconds: (performance.now() - started) / 1000, total, wrong, busy }),
    );
    for (const socket of sockets) socket.destroy();
  }, seconds * 1000);
}, LEAD * 1000);
