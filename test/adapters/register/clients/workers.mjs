/** Makes workers of every kind, one after the other; each calls the paid host and says what came of it. */
import { register } from "node:module";
import vm from "node:vm";
import { SHARE_ENV, Worker } from "node:worker_threads";

const url = "https://api.evolink.ai/v1/models";
const headers = { authorization: "Bearer a-key" };
const call = (kind) => `
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const call = () => fetch(${JSON.stringify(url)}, { headers: ${JSON.stringify(headers)} });
  // Without the preload nothing is called: the call would leave.
  const answer = Symbol.for("wan-mock.register") in globalThis ? call() : Promise.reject(new Error("no preload"));
  answer.then(({ status }) => status, (error) => error.cause?.message ?? error.message)
    .then((outcome) => process.getBuiltinModule("node:fs").writeSync(1, ${JSON.stringify(`${kind} `)} + outcome + "\\n"));`;
const data = (kind) => new URL(`data:text/javascript,${encodeURIComponent(call(kind))}`);
const nested = (kind, options) =>
  `new (require("node:worker_threads").Worker)(${JSON.stringify(call(kind))}, ${JSON.stringify({ eval: true, ...options })})`;
class OwnWorker extends Worker {}

const env = { PATH: process.env.PATH };
const makes = {
  text: (kind) => new Worker(call(kind), { eval: true }),
  "text, env": (kind) => new Worker(call(kind), { eval: true, env }),
  "text, SHARE_ENV": (kind) => new Worker(call(kind), { eval: true, env: SHARE_ENV }),
  "text, execArgv": (kind) => new Worker(call(kind), { eval: true, execArgv: [] }),
  "text, env and execArgv": (kind) =>
    new Worker(call(kind), { eval: true, env: {}, execArgv: ["--no-warnings"] }),
  "text of a module": (kind) =>
    new Worker(`import "node:fs";${call(kind)}`, { eval: true, execArgv: ["--input-type=module"] }),
  "data URL": (kind) => new Worker(data(kind)),
  "data URL, env": (kind) => new Worker(data(kind), { env: {} }),
  "data URL, execArgv": (kind) => new Worker(data(kind), { execArgv: [] }),
  "in a worker": (kind) => new Worker(nested(kind), { eval: true }),
  "in a worker, env": (kind) => new Worker(nested(kind, { env: {} }), { eval: true, env: {} }),
  "class of its own": (kind) => new OwnWorker(call(kind), { eval: true }),
  "options replaced": (kind) => {
    process.env.NODE_OPTIONS = "--no-warnings";
    return new Worker(call(kind), { eval: true, execArgv: [] });
  },
};
for (const [kind, make] of Object.entries(makes)) {
  await new Promise((resolve) =>
    make(kind)
      .once("exit", resolve)
      .once("error", (error) => console.log(kind, error)),
  );
}

const marker = Symbol.for("wan-mock.register");
vm.runInNewContext(call("vm"), { process, fetch, ...(marker in globalThis ? { [marker]: true } : {}) });
const hooks = `${call("module hooks")} export const resolve = (name, context, next) =>
  answer.catch(() => {}).then(() => name === "wan-mock:none" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context));`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
await import("wan-mock:none");
