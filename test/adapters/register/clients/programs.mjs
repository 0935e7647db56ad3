/** Starts programs in Node in every way, with an environment of their own; each calls the paid host. */
import child_process, { exec, execFileSync, execSync, fork, spawn, spawnSync } from "node:child_process";
import cluster from "node:cluster";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const node = process.execPath;
const self = fileURLToPath(import.meta.url);
const stdio = "inherit";

/** Without the preload nothing is called: the call would leave. */
async function call(way) {
  if (!(Symbol.for("wan-mock.register") in globalThis)) return console.log(way, "no preload");
  const headers = { authorization: "Bearer a-key" };
  const { status } = await fetch("https://api.evolink.ai/v1/models", { headers });
  console.log(way, status);
  process.disconnect?.();
}

async function start() {
  await once(spawn(node, [self, "spawn"], { env: {}, stdio }), "exit");
  await once(fork(self, ["fork"], { env: {}, execArgv: [] }), "exit");
  process.stdout.write((await promisify(exec)(`"${node}" "${self}" exec`, { env: {} })).stdout);
  spawnSync(node, [self, "spawnSync"], { env: {}, stdio });
  execFileSync(node, [self, "execFileSync"], { env: { NODE_OPTIONS: "--no-warnings" }, stdio });
  execSync(`"${node}" "${self}" execSync`, { env: { PATH: process.env.PATH }, stdio });
  cluster.setupPrimary({ exec: self, args: ["cluster"], execArgv: [] });
  await once(cluster.fork(), "exit");
  process.env.NODE_OPTIONS = "--no-warnings";
  child_process.spawnSync(node, [self, "options replaced"], { stdio });
}

await (process.argv[2] === undefined ? start() : call(process.argv[2]));
