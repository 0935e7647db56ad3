// Development tool: turns bitmap fonts into the glyph modules under src/media.
//
//   node scripts/make-font.mjs FOLDER_OF_X11_MISC_FONTS UNIFONT_HEX
//
// The folder holds 4x6.pcf.gz, 5x8.pcf.gz and so on (Debian: package xfonts-base), the second file is
// GNU Unifont's unifont.hex (Debian: package unifont). NOTICE names their licences. The outcome is committed,
// so this runs only when a font or the choice of characters changes; format it with biome afterwards.
//
// A face in the output: width, height (one byte each), glyphs (two bytes, big endian), the code points as
// differences (7 bits a byte, the high bit says that more follow), then width x height bits a glyph, row by
// row, without gaps. The faces stand one after the other in one brotli stream.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";

const [folder, hexFile] = process.argv.slice(2);
if (!folder || !hexFile)
  throw new Error("usage: node scripts/make-font.mjs FOLDER_OF_X11_MISC_FONTS UNIFONT_HEX");

const ASCII = [[0x20, 0x7e]];
const LATIN_1 = [...ASCII, [0xa0, 0xff], [0x2026, 0x2026]];
const EUROPEAN = [
  ...ASCII,
  [0xa0, 0xff],
  [0x100, 0x17f],
  [0x218, 0x21b],
  [0x384, 0x3ce],
  [0x400, 0x45f],
  [0x490, 0x491],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  [0x20ac, 0x20ac],
  [0x2116, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x221e, 0x221e],
  [0x2260, 0x2265],
  [0xfffd, 0xfffd],
];
const within = (ranges) => (code) => ranges.some(([from, to]) => code >= from && code <= to);

/** Reads an X11 PCF font: Map of code point to rows of "#" and ".". */
function readPcf(file, width, height, wanted) {
  const data = gunzipSync(readFileSync(file));
  const tables = new Map();
  for (let i = 0; i < data.readUInt32LE(4); i++) {
    const at = 8 + 16 * i;
    tables.set(data.readUInt32LE(at), data.readUInt32LE(at + 12));
  }
  const reader = (type) => {
    const start = tables.get(type);
    const format = data.readUInt32LE(start);
    const big = (format & 4) !== 0;
    return {
      format,
      start: start + 4,
      u32: (at) => (big ? data.readUInt32BE(at) : data.readUInt32LE(at)),
      i16: (at) => (big ? data.readInt16BE(at) : data.readInt16LE(at)),
      u16: (at) => (big ? data.readUInt16BE(at) : data.readUInt16LE(at)),
    };
  };
  const accel = reader(2);
  const fontAscent = accel.u32(accel.start + 8);

  const metrics = reader(4);
  const compressed = (metrics.format & 0x100) !== 0;
  const metricOf = (i) => {
    if (compressed) {
      const at = metrics.start + 2 + 5 * i;
      const [left, right, advance, ascent, descent] = [0, 1, 2, 3, 4].map((k) => data[at + k] - 0x80);
      return { left, right, advance, ascent, descent };
    }
    const at = metrics.start + 4 + 12 * i;
    const [left, right, advance, ascent, descent] = [0, 2, 4, 6, 8].map((k) => metrics.i16(at + k));
    return { left, right, advance, ascent, descent };
  };

  const bitmaps = reader(8);
  const glyphs = bitmaps.u32(bitmaps.start);
  const pad = 1 << (bitmaps.format & 3);
  const msbFirst = (bitmaps.format & 8) !== 0;
  const unit = 1 << ((bitmaps.format >> 4) & 3);
  const bytesMsb = (bitmaps.format & 4) !== 0;
  if (!msbFirst || (unit > 1 && !bytesMsb)) throw new Error(`${file}: bit order not supported`);
  const pixels = bitmaps.start + 4 + 4 * glyphs + 16;

  const encodings = reader(32);
  const [minLow, maxLow, minHigh, maxHigh] = [0, 2, 4, 6].map((k) => encodings.i16(encodings.start + k));
  const found = new Map();
  for (let high = minHigh; high <= maxHigh; high++)
    for (let low = minLow; low <= maxLow; low++) {
      const code = (high << 8) | low;
      const slot = (high - minHigh) * (maxLow - minLow + 1) + low - minLow;
      const index = encodings.u16(encodings.start + 10 + 2 * slot);
      if (index === 0xffff || !wanted(code)) continue;
      const m = metricOf(index);
      const stride = Math.ceil(Math.ceil((m.right - m.left) / 8) / pad) * pad;
      const start = pixels + bitmaps.u32(bitmaps.start + 4 + 4 * index);
      const rows = Array.from({ length: height }, (_, y) =>
        Array.from({ length: width }, (_, x) => {
          const row = y - (fontAscent - m.ascent);
          const column = x - m.left;
          if (row < 0 || row >= m.ascent + m.descent || column < 0 || column >= m.right - m.left) return 0;
          return (data[start + row * stride + (column >> 3)] >> (7 - (column & 7))) & 1;
        }),
      );
      found.set(code, rows);
    }
  return { width, height, glyphs: found };
}

/** Reads the 16x16 glyphs of a Unifont .hex file. */
function readHex(file, wanted) {
  const glyphs = new Map();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [name, bits] = line.trim().split(":");
    const code = Number.parseInt(name, 16);
    if (bits?.length !== 64 || !wanted(code)) continue;
    const rows = Array.from({ length: 16 }, (_, y) => {
      const row = Number.parseInt(bits.slice(4 * y, 4 * y + 4), 16);
      return Array.from({ length: 16 }, (_, x) => (row >> (15 - x)) & 1);
    });
    glyphs.set(code, rows);
  }
  return { width: 16, height: 16, glyphs };
}

function pack({ width, height, glyphs }) {
  const codes = [...glyphs.keys()].sort((a, b) => a - b);
  const head = [width, height, codes.length >> 8, codes.length & 255];
  let last = 0;
  for (const code of codes) {
    let gap = code - last;
    last = code;
    for (; gap > 127; gap >>= 7) head.push((gap & 127) | 128);
    head.push(gap);
  }
  const bits = codes.flatMap((code) => glyphs.get(code).flat());
  const body = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    body[i >> 3] |= bit << (7 - (i & 7));
  });
  return Buffer.concat([Buffer.from(head), body]);
}

function write(file, name, doc, faces) {
  const raw = Buffer.concat(faces.map(pack));
  const packed = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).toString("base64");
  writeFileSync(
    file,
    `// Written by scripts/make-font.mjs.\n\n${doc}\nexport const ${name} =\n  "${packed}";\n`,
  );
  const counts = faces.map((face) => `${face.width}x${face.height}: ${face.glyphs.size}`).join(", ");
  console.log(`${file}: ${raw.length} bytes, ${packed.length} in base64 (${counts})`);
}

const misc = (name, ranges) => {
  const [width, height] = name.replace("B", "").split("x").map(Number);
  return readPcf(join(folder, `${name}.pcf.gz`), width, height, within(ranges));
};
write(
  "src/media/card/text-glyphs.ts",
  "TEXT_GLYPHS",
  '/** The X11 "misc-fixed" faces (public domain, see NOTICE) in the order of `typeface.ts`: base64 of brotli. */',
  [
    misc("4x6", EUROPEAN),
    misc("5x8", EUROPEAN),
    misc("6x13", EUROPEAN),
    misc("9x15", EUROPEAN),
    misc("9x15B", LATIN_1),
  ],
);

// GB 2312 level 1, the 3,755 common characters: rows 16 to 55 of its table.
const gb = new TextDecoder("gb2312");
const common = new Set();
for (let row = 0xb0; row <= 0xd7; row++)
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const text = gb.decode(Uint8Array.of(row, cell));
    if (text.length === 1 && text >= "\u4e00" && text <= "\u9fff") common.add(text.charCodeAt(0));
  }
const CJK_SIGNS = [
  [0x3001, 0x3020],
  [0x3041, 0x3096],
  [0x309b, 0x30ff],
  [0xff01, 0xff5e],
  [0xffe0, 0xffe5],
];
const cjkSign = within(CJK_SIGNS);
write(
  "src/media/card/han-glyphs.ts",
  "HAN_GLYPHS",
  "/** 16x16 glyphs of GNU Unifont (SIL OFL 1.1, see NOTICE): GB 2312 level 1, kana, wide signs; base64 of brotli. */",
  [readHex(hexFile, (code) => common.has(code) || cjkSign(code))],
);
