import { describe, expect, it } from "vitest";
import { RenderQueue } from "../../../../src/adapters/http/vendor/render-queue.js";
import type { Stepwise } from "../../../../src/media/stepwise.js";

const client = () => ({ destroyed: false });

/** Work of so many steps that take a few milliseconds each, and what was done of it. */
function busyWork(steps: number, onStep: (step: number) => void = () => undefined) {
  const done: number[] = [];
  const begin = function* (): Stepwise<string> {
    for (let step = 1; step <= steps; step++) {
      const end = performance.now() + 4;
      while (performance.now() < end);
      done.push(step);
      onStep(step);
      yield;
    }
    return "made";
  };
  return { begin, done };
}

describe("the queue of files to render", () => {
  it("lets others have their turn between slices", async () => {
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    const { begin } = busyWork(20);
    expect(await new RenderQueue().render("a", begin, client())).toBe("made");
    clearInterval(count);
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  it("makes once what several wait for, and one file after another", async () => {
    const queue = new RenderQueue();
    const order: string[] = [];
    const first = busyWork(3, (step) => order.push(`a${step}`));
    const second = busyWork(3, (step) => order.push(`b${step}`));
    const made = await Promise.all([
      queue.render("a", first.begin, client()),
      queue.render("b", second.begin, client()),
      queue.render("a", first.begin, client()),
    ]);
    expect(made).toEqual(["made", "made", "made"]);
    expect(order).toEqual(["a1", "a2", "a3", "b1", "b2", "b3"]);
  });

  it("does not begin, or go on with, what nobody waits for", async () => {
    const queue = new RenderQueue();
    const [leaving, gone, staying] = [client(), client(), client()];
    const long = busyWork(50, (step) => {
      if (step === 3) leaving.destroyed = true;
    });
    const never = busyWork(1);
    gone.destroyed = true;
    const results = [
      queue.render("long", long.begin, leaving),
      queue.render("never", never.begin, gone),
      queue.render("short", busyWork(1).begin, staying),
    ];
    expect(await Promise.all(results)).toEqual([undefined, undefined, "made"]);
    expect(long.done.length).toBeLessThan(6);
    expect(never.done).toEqual([]);
  });

  it("goes on after work that fails, which its clients are told", async () => {
    const queue = new RenderQueue();
    // biome-ignore lint/correctness/useYield: it fails before its first pause
    const failing = queue.render(
      "a",
      function* (): Stepwise<string> {
        throw new RangeError("too small");
      },
      client(),
    );
    await expect(failing).rejects.toThrow("too small");
    expect(await queue.render("a", busyWork(1).begin, client())).toBe("made");
  });
});
