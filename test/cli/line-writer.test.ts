import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { LineWriter } from "../../src/cli/terminal/line-writer.js";

/** A stream that takes what it is given when it is told to. */
function heldStream() {
  const texts: string[] = [];
  let take: (() => void) | undefined;
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      take = done;
    },
  });
  return { stream, texts, take: () => take?.() };
}

it("leaves lines out that nobody reads, and says how many once somebody does", async () => {
  const { stream, texts, take } = heldStream();
  const out = new LineWriter(stream);
  const line = "x".repeat(1024);
  for (let count = 0; count < 3000; count++) out.write(line);
  expect(stream.writableLength).toBeLessThan(2 * 1024 * 1024);
  while (stream.writableLength > 0) {
    take();
    await new Promise(setImmediate);
  }
  out.write("back");
  await new Promise(setImmediate);
  const lines = texts.join("").split("\n");
  const said = lines.filter((one) => one.endsWith("lines left out: the log was not read"));
  expect(said).toHaveLength(1);
  expect(lines.filter((one) => one === line).length + Number.parseInt(said[0] ?? "", 10)).toBe(3000);
  expect(lines.slice(-2)).toEqual(["back", ""]);
});

it("ends without a reader, and says so", async () => {
  const { stream, take } = heldStream();
  const out = new LineWriter(stream);
  out.write("never read");
  expect(await out.end()).toBe(false);
  take();
  const read = new LineWriter(new Writable({ write: (_chunk, _encoding, done) => done() }));
  read.write("read");
  expect(await read.end()).toBe(true);
});
