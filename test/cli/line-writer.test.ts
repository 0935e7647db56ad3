import { once } from "node:events";
import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { LineWriter } from "../../src/adapters/cli/line-writer.js";

/** Takes nothing until it is told to. */
class StuckStream extends Writable {
  text = "";
  #taken: (() => void) | undefined;
  #isStuck = true;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    if (this.#isStuck) this.#taken = done;
    else done();
  }

  goOn(): void {
    this.#isStuck = false;
    this.#taken?.();
  }
}

it("leaves lines out while nobody reads, and says how many once somebody does", async () => {
  const stream = new StuckStream();
  const out = new LineWriter(stream);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  for (let line = 0; line < 100; line++) {
    out.write("x".repeat(100_000));
    await turn();
  }
  expect(stream.writableLength).toBeLessThan(4_200_000);
  stream.goOn();
  if (stream.writableLength > 0) await once(stream, "drain");
  out.write("again");
  await out.end();
  expect(stream.text.match(/x+\n/g)).toHaveLength(40);
  expect(stream.text).toMatch(/\n\.\.\. 60 lines left out: nobody read them\nagain\n$/);
});
