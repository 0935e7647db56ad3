import type { Redis, RedisOptions } from "ioredis";
import { KitError } from "../../errors/kit-error.js";
import { setTimeout } from "../../ports/real-timers.js";
import { StateUnavailable } from "../../ports/transactions.js";
import { type RedisAddress, readRedisAddress } from "./redis-address.js";
import { adviceFor, shortReason } from "./redis-advice.js";
import { within } from "./within.js";

/** Longest pause between two attempts to connect, in milliseconds. */
const LONGEST_PAUSE_MS = 500;

export interface ConnectionListener {
  /** A message on the channel that was subscribed to. */
  message(text: string): void;
  /** The connection can be used, for the first time or again. */
  ready(): void;
  /** The server is another process than before: it may know less than it did. */
  restarted(): void;
}

/** Redis cannot be used now, for a reason and with advice. */
export class RedisUnavailable extends StateUnavailable {
  constructor(readonly problem: string) {
    super(`${problem}; this mock goes on by itself once it can`);
  }
}

/**
 * Two connections to one Redis: one for commands, one that listens to a channel. Both come back by themselves; a
 * command while there is none fails at once, and one whose answer was lost is never sent twice.
 */
export class RedisConnection {
  readonly address: RedisAddress;
  readonly #commands: Redis;
  readonly #news: Redis;
  readonly #patienceMs: number;
  #listener: ConnectionListener | undefined;
  #server: string | undefined;
  #isReady = false;
  #lastError = "";
  #evicts: string | undefined;
  /** Settled once the channel is heard. */
  readonly subscribed: Promise<void>;

  private constructor(Client: typeof Redis, address: RedisAddress, channel: string, patienceMs: number) {
    this.address = address;
    this.#patienceMs = patienceMs;
    const options = clientOptions(address, patienceMs);
    this.#commands = new Client(options);
    this.#news = new Client(options);
    for (const client of [this.#commands, this.#news]) {
      client.on("connect", () => hearErrors(client));
      client.on("error", (error: Error) => {
        hearErrors(client);
        this.#failed(error);
      });
    }
    this.#commands.on("ready", () => void this.#greet());
    this.#commands.on("close", () => (this.#isReady = false));
    // Again by our own hand after each interruption: the client does so in its own time.
    this.subscribed = new Promise((resolve) => {
      this.#news.on(
        "ready",
        () => void this.#news.subscribe(channel).then(() => resolve(), this.#failedFirst.bind(this)),
      );
    });
    this.#news.on("message", (_channel: string, text: string) => this.#listener?.message(text));
  }

  /**
   * @param patienceMs - how long an answer may take, in milliseconds
   * @throws {KitError} `INVALID_OPTION` for a URL of another form, or where the package ioredis is missing
   */
  static async open(
    url: string,
    channelOf: (db: number) => string,
    patienceMs: number,
  ): Promise<RedisConnection> {
    const address = readRedisAddress(url);
    return new RedisConnection(await loadClient(), address, channelOf(address.db), patienceMs);
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Why there was no connection when there was none last; empty where nothing has failed yet. */
  get lastError(): string {
    return this.#lastError;
  }

  /** How Redis chooses the keys that it drops when it is full; `undefined` where it drops none. */
  get evicts(): string | undefined {
    return this.#evicts;
  }

  /**
   * Has a command answered.
   *
   * @throws {StateUnavailable} where there is no connection, no answer in time, or an error for an answer
   */
  async ask<Answer>(
    command: (client: Redis) => Promise<Answer>,
    patienceMs = this.#patienceMs,
  ): Promise<Answer> {
    if (!this.#isReady) throw this.unavailable();
    try {
      return await within(patienceMs, command(this.#commands));
    } catch (error) {
      throw this.unavailable(describe(error));
    }
  }

  /** The error for whoever has to do with it, with the reason where it is known. */
  unavailable(reason = this.#lastError): RedisUnavailable {
    const because = reason === "" ? "" : ` (${shortReason(reason)})`;
    const advice = adviceFor(reason, { isTls: this.address.isTls, isNew: this.#server === undefined });
    return new RedisUnavailable(`Redis at ${this.address.text} cannot be used${because}: ${advice}`);
  }

  /** Finds out whether the connection that listens has broken without a word: it is made anew then. */
  probe(): void {
    if (this.#news.status === "ready") void this.#news.ping().catch(() => undefined);
  }

  close(): void {
    this.#isReady = false;
    for (const client of [this.#commands, this.#news]) {
      hearErrors(client);
      client.disconnect();
    }
  }

  /** Learns whether the server is the one from before. */
  async #greet(): Promise<void> {
    try {
      // The client stays in database 0 where there is no other, and says nothing.
      if (this.address.db > 0) await within(this.#patienceMs, this.#commands.select(this.address.db));
      const server = await this.#infoOf("server", "run_id");
      if (this.#server === undefined) await this.#findEviction();
      const isOther = this.#server !== undefined && this.#server !== server;
      this.#server = server;
      this.#isReady = this.#commands.status === "ready";
      if (isOther) this.#listener?.restarted();
      if (this.#isReady) this.#listener?.ready();
    } catch (error) {
      this.#failed(error);
      if (this.#commands.status === "ready") setTimeout(() => void this.#greet(), LONGEST_PAUSE_MS).unref();
    }
  }

  async #findEviction(): Promise<void> {
    const [most, policy] = await Promise.all([
      this.#infoOf("memory", "maxmemory"),
      this.#infoOf("memory", "maxmemory_policy"),
    ]);
    this.#evicts = most === "0" || policy === "" || policy === "noeviction" ? undefined : policy;
  }

  async #infoOf(section: string, name: string): Promise<string> {
    const info = await within(this.#patienceMs, this.#commands.info(section));
    return new RegExp(`^${name}:(\\S*)`, "m").exec(info)?.[1] ?? "";
  }

  #failed(error: unknown): void {
    const reason = describe(error);
    if (this.#lastError === "" || !follows.test(reason)) this.#lastError = reason;
  }

  #failedFirst(error: unknown): void {
    if (this.#lastError === "") this.#failed(error);
  }
}

/** A socket may have a second error, such as an alert of TLS after a certificate was refused: the client hears the first alone. */
function hearErrors({ stream }: { readonly stream?: Redis["stream"] }): void {
  stream?.on("error", () => undefined);
}

/** Reasons that follow from an error before, and say less: the client's own, and those of a server that let nobody in. */
const follows =
  /^(NOAUTH|ECONNRESET|EPIPE|Connection is closed|Reached the max retries|Stream isn't writeable|no answer)/;

function clientOptions(address: RedisAddress, patienceMs: number) {
  const { host, port, db, username, password, isTls } = address;
  return {
    host,
    port,
    db,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(isTls ? { tls: {} } : {}),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2 * patienceMs,
    // A connection on which nothing is answered any more is made anew.
    socketTimeout: 3 * patienceMs,
    // One that loads its data says so to every command.
    enableReadyCheck: false,
    retryStrategy: (attempts: number) => Math.min(25 * attempts, LONGEST_PAUSE_MS),
    // What old servers and Valkey speak too.
    protocol: 2,
    disableClientInfo: true,
  } satisfies RedisOptions;
}

async function loadClient(): Promise<typeof Redis> {
  try {
    return (await import("ioredis")).Redis;
  } catch (error) {
    throw new KitError("INVALID_OPTION", "a store on Redis needs the package ioredis: npm install ioredis", {
      cause: error,
    });
  }
}

/** Errors of a connection that was refused at several addresses have an empty message. */
function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
