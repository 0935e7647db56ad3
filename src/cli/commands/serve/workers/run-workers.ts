import cluster from "node:cluster";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { optionTable } from "../../../../options/option-table.js";
import { hostOf } from "../../../../options/read-options.js";
import { statePlaceOf, workersOf } from "../../../../options/read-state.js";
import { exitCodes } from "../../../exit-codes.js";
import type { Settings } from "../../../settings/read-settings.js";
import { hooksOf, type LoggedEnd, type Terminal } from "../../../terminal/terminal.js";
import type { ConfigSource } from "../config-watch.js";
import { untilStopped, warnOfHost } from "../run-serve.js";
import { runWorker } from "./run-worker.js";
import { WorkerGroup } from "./worker-group.js";

/**
 * Serves as `runServe` does, with several processes that share the port and the state on Redis. The program is started
 * once more for each; those come by here too.
 *
 * @throws {KitError} where a worker cannot start, as `startMock`
 */
export async function runWorkers(
  terminal: Terminal,
  settings: Settings,
  source: ConfigSource,
): Promise<LoggedEnd> {
  if (cluster.worker !== undefined) return runWorker(cluster.worker, terminal, settings, source);
  const { values } = settings;
  statePlaceOf(values);
  const stopped = untilStopped(terminal);
  const { port = optionTable.port.default, host = optionTable.host.default } = values;
  const group = new WorkerGroup({
    ...hooksOf(terminal),
    count: workersOf(values),
    seed: values.seed ?? randomInt(1, 2 ** 31),
    port: port === 0 ? await freePort(hostOf(host)) : port,
  });
  warnOfHost(terminal, values);
  try {
    await Promise.race([group.start(), stopped]);
    await stopped;
  } finally {
    await group.end();
  }
  return { exitCode: exitCodes.clean, isRead: true };
}

/** A port for all workers, also for those that replace others; 0 where none can be had: a worker then says why. */
async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  try {
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  } catch {
    return 0;
  } finally {
    server.close();
  }
}
