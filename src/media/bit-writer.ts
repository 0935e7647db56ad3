/** Writes bit strings, most significant bit first: fixed-length numbers, and the Exp-Golomb ones of H.264. */
export class BitWriter {
  #bytes = new Uint8Array(256);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  /** Appends the low `count` bits of `value`, 0 to 24 of them. */
  bits(count: number, value: number): void {
    this.#pending = (this.#pending << count) | value;
    this.#pendingBits += count;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      if (this.#length === this.#bytes.length) this.#grow();
      this.#bytes[this.#length++] = this.#pending >>> this.#pendingBits;
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
  }

  /** A 32-bit number. */
  word(value: number): void {
    this.bits(16, value >>> 16);
    this.bits(16, value & 0xffff);
  }

  flag(value: boolean): void {
    this.bits(1, value ? 1 : 0);
  }

  /** Unsigned Exp-Golomb, ue(v) in the standard. */
  unsigned(value: number): void {
    const length = 32 - Math.clz32(value + 1);
    this.bits(length - 1, 0);
    this.bits(length, value + 1);
  }

  /** Signed Exp-Golomb, se(v) in the standard. */
  signed(value: number): void {
    this.unsigned(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Ends the string with the stop bit of H.264 and zeros up to a whole byte; the writer is used up. */
  finish(): Uint8Array {
    this.bits(1, 1);
    return this.padded(0);
  }

  /** The bytes, the last one filled up with a bit; the writer is used up. */
  padded(bit: 0 | 1): Uint8Array {
    const missing = (8 - this.#pendingBits) % 8;
    this.bits(missing, bit * ((1 << missing) - 1));
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#bytes.length * 4);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
