/** Preload: no name is looked up; whoever tries is told on stderr. */
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";

dns.lookup = (host, _options, answer) => {
  process.stderr.write(`looked up ${host}\n`);
  setImmediate(answer, Object.assign(new Error(`nobody knows ${host}`), { code: "ENOTFOUND" }));
};
syncBuiltinESMExports();
