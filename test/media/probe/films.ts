import { sampleBytes } from "../../harness/sample-bytes.js";

/** The largest number of 32 bits. */
export const most = 0xffffffff;

/** Whole numbers of 32 bits, the high byte first. */
export const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, i * 4);
  });
  return bytes;
};

/** A box of MP4 with its header. */
export const box = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
  const data = Buffer.concat(parts);
  return Buffer.concat([u32(data.length + 8), Buffer.from(type, "latin1"), data]);
};

export const times = (count: number, bytes: Uint8Array): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => bytes));

/** A second of 32 x 20 pixels with sound. */
export const film = sampleBytes("video-1s-32x20.mp4");

/** Where the first box of a name stands, its header included. */
const placeOf = (bytes: Buffer, type: string, from = 0): number => bytes.indexOf(type, from, "latin1") - 4;

/** The film with another number in the first box of a name, `at` bytes behind its header. */
export function withNumber(type: string, at: number, value: number, bytes = film): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(value, placeOf(bytes, type) + 8 + at);
  return changed;
}

/** The film with all boxes of some names called something else. */
export function renamed(names: Readonly<Record<string, string>>, bytes = film): Buffer {
  const pattern = new RegExp(Object.keys(names).join("|"), "g");
  return Buffer.from(
    bytes.toString("latin1").replace(pattern, (name) => names[name] ?? name),
    "latin1",
  );
}

/** The film with more at the end of a box, whose place is told by the boxes around it, outermost first. */
export function grown(path: string, extra: Uint8Array, bytes = film): Buffer {
  const changed = Buffer.from(bytes);
  let at = 0;
  let end = 0;
  for (const type of path.split(" ")) {
    at = placeOf(bytes, type, at);
    end = at + bytes.readUInt32BE(at);
    changed.writeUInt32BE(bytes.readUInt32BE(at) + extra.length, at);
  }
  return Buffer.concat([changed.subarray(0, end), extra, changed.subarray(end)]);
}

/** The film without samples of its own, which fragments behind it bring. */
export const emptyFilm = grown(
  "moov",
  box("mvex", box("trex", u32(0, 1, 1, 512, 1, 0)), box("trex", u32(0, 2, 1, 1024, 1, 0))),
  renamed({ stts: "free", stsc: "free", stsz: "free", stco: "free", stss: "free" }),
);

/** A run of samples of one track in a fragment. */
export const run = (track: number, samples: number): Buffer =>
  box("traf", box("tfhd", u32(0, track)), box("trun", u32(0, samples)));
