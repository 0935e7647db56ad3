import { describe, expect, it } from "vitest";
import { probeMedia } from "../../../src/media/probe/probe-media.js";
import { box, emptyFilm, film, grown, most, renamed, run, times, u32, withNumber } from "./films.js";
import { readerOf } from "./reader-of.js";

const TABLES = "moov trak mdia minf stbl";
const zeros = Buffer.alloc(100);
const told = { kind: "video", format: "mp4", seconds: 1, width: 32, height: 20, hasSound: true };

const facts = (bytes: Uint8Array) => probeMedia(readerOf(bytes));

describe("a film that claims more samples than a reader gets through", () => {
  it.each<[why: string, file: () => Uint8Array]>([
    ["a chunk of 2^32 samples", () => withNumber("stsc", 12, most)],
    ["chunks of many samples in many tracks", () => manyTracks(60, withNumber("stsc", 12, 20_000))],
    ["sizes of no bits for 2^32 samples", () => withNumber("stz2", 8, most, renamed({ stsz: "stz2" }))],
    ["an order of 2^32 samples", () => grown(TABLES, box("ctts", u32(0, 1, most, 0)))],
    [
      "2^32 times to be put in order",
      () => withNumber("stts", 8, most, grown(TABLES, box("ctts", u32(0, 1, 1, 0)))),
    ],
    [
      "chunks counted forth and back",
      () => grown(TABLES, box("stsc", u32(0, 200), times(100, u32(1, 1, 1, 900_000, 1, 1)))),
    ],
    ["a table longer than its box", () => withNumber("stsz", 8, 30)],
    [
      "a table too short for its number of entries",
      () => grown(TABLES, Buffer.concat([box("stss", u32(0)), box("free", u32(0)), box("free", zeros)])),
    ],
    ["a description within a description", () => grown(`${TABLES} stsd`, box("stsd", u32(0, 0)))],
    [
      "a description longer than its box",
      () => withNumber("stsd", 8, film.readUInt32BE(film.indexOf("stsd") + 12) + 32),
    ],
    ["a description of more entries than it holds", () => withNumber("stsd", 4, 2)],
    ["a track within a track", () => grown("moov trak", box("trak"))],
    ["101 tracks", () => grown("moov", times(99, box("trak")))],
    ["an index cut short by a byte", () => film.subarray(0, film.indexOf("mdat") - 5)],
    [
      "a fragment whose samples are sorted again and again",
      () => Buffer.concat([emptyFilm, box("moof", run(1, 9000), times(200, run(1, 0)))]),
    ],
    [
      "many tracks to look for in fragments of many samples",
      () => Buffer.concat([manyTracks(60, emptyFilm), box("moof", run(1, 100_000))]),
    ],
  ])("is not read: %s", async (_why, file) => {
    const bytes = file();
    expect(await facts(bytes)).toEqual({ kind: "video", format: "mp4", bytes: bytes.length });
  });
});

describe("a film that can be read", () => {
  it("is told by its fragments, whatever follows them", async () => {
    const fragments = times(3, box("moof", run(1, 30), run(2, 40)));
    const bytes = Buffer.concat([emptyFilm, fragments, box("mdat", u32(0))]);
    expect((await facts(bytes)).seconds).toBeGreaterThan(0);
    const trap = Buffer.concat([emptyFilm, fragments, indexInto(emptyFilm.length + fragments.length)]);
    expect(await facts(trap)).toEqual({ ...(await facts(bytes)), bytes: trap.length });
  });

  it("is told whatever its tags claim", async () => {
    const tags = box("udta", box("meta", u32(0), box("keys", u32(0, most, 0, 0))));
    const bytes = grown("moov", tags);
    expect(await facts(bytes)).toEqual({ ...told, bytes: bytes.length });
  });

  it("is told with tables of an entry for each sample", async () => {
    const ordered = grown(TABLES, box("ctts", u32(0, 1, 24, 0)));
    expect(await facts(ordered)).toEqual({ ...told, bytes: ordered.length });
  });

  it("is told with a second index, which nobody reads", async () => {
    const bytes = Buffer.concat([film, box("moov", box("trak", box("trak")))]);
    expect(await facts(bytes)).toEqual({ ...told, bytes: bytes.length });
  });
});

/** A film with copies of its first track. */
function manyTracks(count: number, bytes: Buffer): Buffer {
  const at = bytes.indexOf("trak", 0, "latin1") - 4;
  return grown("moov", times(count, bytes.subarray(at, at + bytes.readUInt32BE(at))), bytes);
}

/** A fragment of 2^32 samples among the pictures, and an index at their end that leads there. */
function indexInto(offset: number): Buffer {
  const table = box("tfra", u32(0, 1, 0, 1, 0, offset + 8), Buffer.from([1, 1, 1]));
  const index = box("mfra", table, box("mfro", u32(0, 8 + table.length + 16)));
  return box("mdat", box("moof", run(1, most)), index);
}
