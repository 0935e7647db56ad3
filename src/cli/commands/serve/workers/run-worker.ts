import type { Worker } from "node:cluster";
import { startWatched, type WatchedMock } from "../../../../compose/start-mock.js";
import { KitError } from "../../../../errors/kit-error.js";
import { optionTable } from "../../../../options/option-table.js";
import { setTimeout } from "../../../../ports/real-timers.js";
import { exitCodes } from "../../../exit-codes.js";
import type { Settings } from "../../../settings/read-settings.js";
import type { LoggedEnd, Terminal } from "../../../terminal/terminal.js";
import type { ConfigSource } from "../config-watch.js";
import { greeting } from "../greeting.js";
import { MockLog } from "../request-log.js";
import { tellStart, watchConfig } from "../run-serve.js";
import { summaryOf, sumsOf } from "../run-summary.js";
import type { Order, Report, TellOrder } from "./messages.js";

/** Real milliseconds between reports of how far the log is written. */
const REPORT_EVERY_MS = 50;

/** Serves as one of several processes, until the main one has it end. */
export async function runWorker(
  worker: Worker,
  terminal: Terminal,
  settings: Settings,
  source: ConfigSource,
): Promise<LoggedEnd> {
  // Ctrl-C reaches all processes of a terminal: the main one says when to end.
  for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.on(signal, () => undefined);
  const main = new MainProcess(worker);
  const { seed, port } = await main.started();
  const served: Settings = { ...settings, values: { ...settings.values, seed, port } };
  try {
    const watched = await startWatched(served.values, main.hooks);
    const isRead = await new WorkerRun(main, terminal, served, watched).untilEnd(source);
    return { exitCode: exitCodes.clean, isRead: isRead && terminal.stderr.writableLength === 0 };
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    await main.report({ is: "failed", code: error.code, sentence: error.message });
    return { exitCode: exitCodes.usage, isRead: true };
  } finally {
    worker.disconnect();
  }
}

/** The main process, as a worker sees it. */
class MainProcess {
  onOrder: (order: Order) => void = () => undefined;

  constructor(private readonly worker: Worker) {
    worker.on("message", (order: Order) => this.onOrder(order));
  }

  /** @returns once it was sent */
  report(report: Report): Promise<void> {
    return new Promise((resolve) => {
      this.worker.send(report, () => resolve());
    });
  }

  /** Says that it hears, and waits for the first order. */
  started(): Promise<Extract<Order, { is: "start" }>> {
    return new Promise((resolve) => {
      this.onOrder = (order) => {
        if (order.is === "start") resolve(order);
      };
      void this.report({ is: "ready" });
    });
  }

  readonly hooks = {
    onBug: (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      void this.report({ is: "bug", text });
    },
    onWarning: (sentence: string) => void this.report({ is: "warning", sentence }),
    onNotice: (sentence: string) => void this.report({ is: "notice", sentence }),
    onControlChange: (change: Extract<Report, { is: "control" }>["change"]) =>
      void this.report({ is: "control", change }),
  };
}

/** A worker that listens. */
class WorkerRun {
  readonly #main: MainProcess;
  #style: MockLog["style"];
  /** The log of all, where this worker writes it. */
  #log: MockLog | undefined;
  #end: () => void = () => undefined;

  constructor(
    main: MainProcess,
    private readonly terminal: Terminal,
    private readonly settings: Settings,
    private readonly watched: WatchedMock,
  ) {
    this.#main = main;
    this.#style = settings.values.log ?? optionTable.log.default;
  }

  /** @returns whether the log was read to its end */
  async untilEnd(source: ConfigSource): Promise<boolean> {
    const { watched } = this;
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    this.#main.onOrder = (order) => this.#follow(order);
    void this.#main.report({ is: "listening", recorded: watched.journal.recorded });
    const stopWatching = await watchConfig(this.settings, source, {
      ...this.#main.hooks,
      apply: (values) => {
        watched.reconfigure(values);
        this.#style = values.log ?? optionTable.log.default;
        if (this.#log !== undefined) this.#log.style = this.#style;
      },
    });
    await ended;
    stopWatching();
    if (this.#log !== undefined) return this.#log.end(watched, "redis");
    await watched.mock.close();
    return true;
  }

  #follow(order: Order): void {
    switch (order.is) {
      case "start":
        return;
      case "tell":
        this.#tell(order);
        return;
      case "note":
        this.#log?.note(order.sentence);
        return;
      case "control":
        this.#log?.control(order.change);
        return;
      case "close":
        if (this.#log === undefined) this.#end();
        else void this.watched.stopServing().then(() => this.#main.report({ is: "stopped" }));
        return;
      case "end":
        // All others have ended: what they did last is told too.
        void this.watched
          .catchUp()
          .catch(() => undefined)
          .then(() => this.#end());
        return;
    }
  }

  #tell({ isFirst, after, sums }: TellOrder): void {
    const { terminal, watched, settings } = this;
    const summary = summaryOf(sums);
    const log = new MockLog(terminal.stdout, terminal, this.#style, summary);
    this.#log = log;
    if (isFirst) tellStart(terminal, log, { watched, settings, greet: greeting });
    log.follow(watched, after);
    let isReporting = false;
    const report = () => {
      isReporting = false;
      void this.#main.report({ is: "told", after: watched.journal.recorded, sums: sumsOf(summary) });
    };
    report();
    watched.journal.subscribe(() => {
      if (isReporting) return;
      isReporting = true;
      setTimeout(report, REPORT_EVERY_MS);
    });
  }
}
