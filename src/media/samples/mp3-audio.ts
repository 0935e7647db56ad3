import { fileOf, paddingFor, type SampleFile, zeros } from "./sample-file.js";

const RATE = 48_000;
const SAMPLES_PER_FRAME = 1152;
/** MPEG-1 Layer III without checksum, 48 kHz, mono: 32 kbit/s, or 64 for the frame that holds the index. */
const FRAME = { header: [0xff, 0xfb, 0x14, 0xc0], length: 96 };
const INDEX_FRAME = { header: [0xff, 0xfb, 0x54, 0xc0], length: 192 };
const SIDE_INFORMATION = 17;
const ID3_HEADER = 10;

/**
 * An MP3 of silence. Its frames last 24 ms and a file holds whole ones: as many as reach the end, of which the
 * last may have a part too many. How much that is stands in the Info frame, as LAME writes it, so a player
 * that looks there has exactly `seconds`, and one that counts frames has less than 24 ms more.
 *
 * @param title - for the ID3 tag
 * @param bytes - size of the file, padded in the ID3 tag; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function mp3Audio(seconds: number, title: string, bytes: number | undefined): SampleFile {
  const samples = Math.round(seconds * RATE);
  const frames = Math.ceil(samples / SAMPLES_PER_FRAME);
  const frame = new Uint8Array(FRAME.length);
  frame.set(FRAME.header); // no side information, no data: a frame of zeros is silent
  const text = titleFrame(title);
  const natural = ID3_HEADER + text.length + INDEX_FRAME.length + frames * FRAME.length;
  const padding = paddingFor(natural, bytes, 1);
  return fileOf(
    id3Header(text.length + padding),
    text,
    zeros(padding),
    indexFrame(frames, frames * SAMPLES_PER_FRAME - samples),
    { bytes: frame, times: frames },
  );
}

/** @param length - bytes of the tag after its header; written 7 bits to a byte */
function id3Header(length: number): Uint8Array {
  const size = [21, 14, 7, 0].map((shift) => (length >> shift) & 127);
  return Uint8Array.of(0x49, 0x44, 0x33, 3, 0, 0, ...size);
}

function titleFrame(title: string): Uint8Array {
  const text = Buffer.from(`\0${title}`, "latin1");
  const head = Buffer.from("TIT2\0\0\0\0\0\0", "latin1");
  head.writeUInt32BE(text.length, 4);
  return Buffer.concat([head, text]);
}

/** Places in the index frame, which itself is silent. */
const INFO = 4 + SIDE_INFORMATION;
const LAME = INFO + 120;
const INFO_CRC = LAME + 34;

/** @param surplus - samples of the last frame that are not to be heard, less than a frame's */
function indexFrame(frames: number, surplus: number): Uint8Array {
  const frame = Buffer.alloc(INDEX_FRAME.length);
  const length = INDEX_FRAME.length + frames * FRAME.length;
  frame.set(INDEX_FRAME.header);
  frame.write("Info", INFO, "latin1");
  frame.writeUInt32BE(0b1111, INFO + 4); // frames, bytes, table of contents and quality follow
  frame.writeUInt32BE(frames, INFO + 8);
  frame.writeUInt32BE(length, INFO + 12);
  for (let i = 0; i < 100; i++) frame[INFO + 16 + i] = Math.floor((i * 256) / 100);
  frame.write("LAME3.100", LAME, "latin1");
  frame[LAME + 9] = 0x01; // constant bit rate
  frame[LAME + 20] = 32; // kbit/s
  frame.writeUIntBE(surplus, LAME + 21, 3); // no delay in front, the surplus behind: 12 bits each
  frame.writeUInt32BE(length, LAME + 28);
  frame.writeUInt16BE(crc16(frame.subarray(0, INFO_CRC)), INFO_CRC);
  return frame;
}

/** CRC-16 as ARC and LAME have it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
