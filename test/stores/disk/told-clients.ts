import { setImmediate } from "node:timers/promises";

/** What a client sent to get a task, and what it was told. */
interface Submitted {
  readonly prompt: string;
  readonly key: string;
}

/** A reply that an `Idempotency-Key` is bound to, as far as it is known. */
interface Bound extends Submitted {
  /** `undefined` where the mock was killed before it answered. */
  id: string | undefined;
}

/** Everything that the clients of a mock were told: it has to stay so, whatever becomes of the process. */
export class Told {
  readonly tasks = new Map<string, Submitted>();
  /** Bodies of queries that showed a completed task. */
  readonly completed = new Map<string, string>();
  readonly bound = new Map<string, Bound>();
  /** Balances that the key with a balance was given. */
  readonly balances: number[] = [];
  now = "";
  #count = 0;

  next(): number {
    return ++this.#count;
  }
}

/** The key whose tasks have to be paid from a balance, and one that pays with what it likes. */
export const keys = ["key-with-balance", "key-without-balance"] as const;

/** Sends requests to a mock that may be killed at any moment. */
export class Clients {
  constructor(
    private readonly url: string,
    private readonly told: Told,
    /** Called with each answer. */
    private readonly onAnswer: () => void = () => undefined,
  ) {}

  /** Several clients at once, until the mock is no more. */
  async untilKilled(): Promise<void> {
    const acts = [
      ...[() => this.submit(), () => this.submit(), () => this.submitOnce(), () => this.query()],
      ...[() => this.replay(), () => this.grant(), () => this.advance("1s")],
    ];
    let isKilled = false;
    await Promise.all(
      acts.map(async (act) => {
        // Those that have nothing to send yet learn it from the others.
        while (!isKilled) {
          if (await isCutOff(act)) isKilled = true;
          else await setImmediate();
        }
      }),
    );
  }

  /** The JSON of an answer that is expected to be a success. */
  async ask(path: string, init: RequestInit = {}, accepted: readonly number[] = [200]): Promise<unknown> {
    const reply = await this.send(path, init);
    if (!accepted.includes(reply.status)) throw new Error(`${path} answered ${reply.status}: ${reply.text}`);
    return JSON.parse(reply.text) as unknown;
  }

  async submit(key: string = anyOf(keys)): Promise<void> {
    await this.#submit({ prompt: `Take ${this.told.next()}`, key });
  }

  /** With a key of its own; the reply may never come. */
  async submitOnce(): Promise<void> {
    const number = this.told.next();
    const bound: Bound = { prompt: `Take ${number}`, key: keys[1], id: undefined };
    const name = `order-${String(number).padStart(20, "0")}`;
    this.told.bound.set(name, bound);
    await this.#submitBound(name, bound);
  }

  /** Sends a request again whose reply is known. */
  async replay(): Promise<void> {
    const known = [...this.told.bound].filter(([, { id }]) => id !== undefined);
    const one = anyOf(known);
    if (one !== undefined) await this.#submitBound(...one);
  }

  /** Sends all requests again that were not answered. */
  async replayUnanswered(): Promise<void> {
    for (const [name, bound] of this.told.bound)
      if (bound.id === undefined) await this.#submitBound(name, bound);
  }

  async query(): Promise<void> {
    const [id, { key = "" } = {}] = anyOf([...this.told.tasks]) ?? [];
    if (id === undefined) return;
    const { text } = await this.send(`/v1/tasks/${id}`, { headers: { authorization: `Bearer ${key}` } });
    const before = this.told.completed.get(id);
    if (before !== undefined && before !== text) throw new Error(`task ${id} was ${before} and is ${text}`);
    if ((JSON.parse(text) as { status: string }).status === "completed") this.told.completed.set(id, text);
  }

  async grant(): Promise<void> {
    const balance = 10_000 + this.told.next();
    await this.ask(`/_mock/accounts/${keys[0]}`, { method: "PUT", body: JSON.stringify({ balance }) });
    this.told.balances.push(balance);
  }

  async advance(by: string): Promise<void> {
    const body = JSON.stringify({ advance: by });
    const { now } = (await this.ask("/_mock/clock", { method: "POST", body })) as { now: string };
    if (now > this.told.now) this.told.now = now;
  }

  async send(path: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
    const headers = { "content-type": "application/json", ...(init.headers as Record<string, string>) };
    try {
      const response = await fetch(`${this.url}${path}`, { ...init, headers });
      const text = await response.text();
      this.onAnswer();
      return { status: response.status, text };
    } catch (error) {
      throw new CutOff(`${path} was not answered`, { cause: error });
    }
  }

  async #submitBound(name: string, bound: Bound): Promise<void> {
    const id = await this.#submit(bound, { "idempotency-key": name });
    if (id === undefined) throw new Error(`${name} was refused`);
    if (bound.id !== undefined && bound.id !== id)
      throw new Error(`${name} made ${bound.id}, and then ${id}`);
    bound.id = id;
  }

  /** @returns the id; `undefined` where the balance does not suffice */
  async #submit(submitted: Submitted, headers: Record<string, string> = {}): Promise<string | undefined> {
    const { prompt, key } = submitted;
    const body = { model: "wan2.7-text-to-video", prompt, callback_url: "https://hooks.example.com/done" };
    const { id } = (await this.ask(
      "/v1/videos/generations",
      {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, ...headers },
        body: JSON.stringify(body),
      },
      [200, 402],
    )) as { id?: string };
    if (id !== undefined) this.told.tasks.set(id, submitted);
    return id;
  }
}

/** A request was not answered, as the mock is no more. */
class CutOff extends Error {}

/** Whether an act ended because the mock is no more. */
async function isCutOff(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof CutOff) return true;
    throw error;
  }
}

function anyOf<Value>(values: readonly [Value, ...Value[]]): Value;
function anyOf<Value>(values: readonly Value[]): Value | undefined;
function anyOf<Value>(values: readonly Value[]): Value | undefined {
  return values[Math.floor(Math.random() * values.length)];
}
