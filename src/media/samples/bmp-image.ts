import { fileOf, littleEndian, paddingFor, type SampleFile, type Segment, zeros } from "./sample-file.js";
import { bandsOf, type SamplePicture } from "./sample-picture.js";

const FILE_HEADER = 14;
const INFO_HEADER = 40;
/** A larger picture has 1 bit a pixel, so that no picture passes the vendor's 20 MB by itself. */
const MOST_PIXELS_OF_4_BITS = 32_000_000;
const PIXELS_PER_METRE = 2835;

/**
 * A BMP with a palette: 4 bits a pixel, or 1 above 32 million pixels.
 *
 * @param picture - cells of 4 pixels
 * @param bytes - size of the file, padded behind the pixels; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function bmpImage(picture: SamplePicture, bytes: number | undefined): SampleFile {
  const { width, height, colours } = picture;
  const bits = width * height > MOST_PIXELS_OF_4_BITS ? 1 : 4;
  const palette = bits === 4 ? colours : [colours[0], colours[3]];
  const rowLength = Math.ceil((width * bits) / 32) * 4;
  const start = FILE_HEADER + INFO_HEADER + palette.length * 4;
  const pixels = bandsOf(picture)
    .reverse()
    .map((band): Segment => ({ bytes: packedRow(band.cells, bits, rowLength), times: band.height }));
  const natural = start + rowLength * height;
  const padding = paddingFor(natural, bytes, 1);

  return fileOf(
    Buffer.from("BM", "latin1"),
    littleEndian(4, natural + padding, 0, start, INFO_HEADER, width, height),
    littleEndian(2, 1, bits), // one plane
    littleEndian(4, 0, rowLength * height, PIXELS_PER_METRE, PIXELS_PER_METRE, palette.length, 0),
    Uint8Array.from(palette.flatMap(([red, green, blue]) => [blue, green, red, 0])),
    pixels,
    zeros(padding),
  );
}

/** A row of pixels: a cell of 4 pixels is two bytes of 4 bits a pixel, or half a byte of 1 bit. */
function packedRow(cells: Uint8Array, bits: 1 | 4, length: number): Uint8Array {
  const row = new Uint8Array(length);
  cells.forEach((shade, i) => {
    if (bits === 4) row.fill(shade * 0x11, i * 2, i * 2 + 2);
    else if (shade >= 2) row[i >> 1] = (row[i >> 1] ?? 0) | (i % 2 === 0 ? 0xf0 : 0x0f);
  });
  return row;
}
