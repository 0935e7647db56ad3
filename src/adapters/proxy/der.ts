/** DER, the encoding of certificates: every value is a tag, a length and its bytes. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** The values that a certificate is made of; none may be longer than 65,535 bytes. */
export const der = {
  sequence: (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Uint8Array[]) => tagged(0x31, ...parts),
  yes: () => tagged(0x01, Buffer.of(0xff)),
  integer: (bytes: Uint8Array) => tagged(0x02, bytes),
  /** @param unused - bits at the end of the last byte that say nothing */
  bits: (bytes: Uint8Array, unused = 0) => tagged(0x03, Buffer.of(unused), bytes),
  octets: (bytes: Uint8Array) => tagged(0x04, bytes),
  /** @param hex - the encoded arcs */
  identifier: (hex: string) => tagged(0x06, Buffer.from(hex, "hex")),
  text: (text: string) => tagged(0x0c, Buffer.from(text)),
  /** @param at - milliseconds since 1970, before 2050 */
  time: (at: number) =>
    tagged(0x17, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`)),
  /** A value tagged by a number of the context, plain bytes inside. */
  context: (number: number, bytes: Uint8Array) => tagged(0x80 | number, bytes),
  /** The same, values inside. */
  explicit: (number: number, ...parts: readonly Uint8Array[]) => tagged(0xa0 | number, ...parts),
};
