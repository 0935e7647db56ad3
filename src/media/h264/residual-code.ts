import type { BitWriter } from "../bit-writer.js";
import {
  CHROMA_DC_COEFF_TOKEN,
  CHROMA_DC_TOTAL_ZEROS,
  COEFF_TOKEN,
  RUN_BEFORE,
  TOTAL_ZEROS,
} from "./cavlc-tables.js";

interface Code {
  length: number;
  value: number;
}

/** The tables that differ between kinds of block. */
export interface BlockTables {
  coeffToken: readonly (readonly Code[])[];
  totalZeros: readonly (readonly Code[])[];
}

const parse = (table: readonly (readonly string[])[]): Code[][] =>
  table.map((row) => row.map((bits) => ({ length: bits.length, value: Number.parseInt(bits, 2) })));

/** 16 luma coefficients whose neighbours carry none (nC = 0). */
export const LUMA_DC: BlockTables = { coeffToken: parse(COEFF_TOKEN), totalZeros: parse(TOTAL_ZEROS) };

/** The 4 DC coefficients of one chroma plane. */
export const CHROMA_DC: BlockTables = {
  coeffToken: parse(CHROMA_DC_COEFF_TOKEN),
  totalZeros: parse(CHROMA_DC_TOTAL_ZEROS),
};

const RUNS = parse(RUN_BEFORE);

/** Codes of one block: a token, and at most a sign or level and a run for each of 16 coefficients, and the zeros. */
const MOST_CODES = 64;

/**
 * The CAVLC code of one block of coefficients (clause 9.2), held back so that two candidates can be compared
 * by their length before one is written.
 */
export class ResidualCode {
  /** Length of the code in bits. */
  bits = 0;
  readonly #lengths = new Uint8Array(MOST_CODES);
  readonly #values = new Uint16Array(MOST_CODES);
  #count = 0;
  readonly #nonZero = new Int16Array(16);
  readonly #runs = new Uint8Array(16);

  /** Replaces the code by that of `levels`, given in zigzag order. */
  encode(levels: Int16Array, tables: BlockTables): void {
    this.bits = 0;
    this.#count = 0;
    const { total, zeros } = this.#collect(levels);
    const ones = this.#trailingOnes(total);
    this.#add(tables.coeffToken[total]?.[ones]);
    if (total === 0) return;
    this.#addLevels(total, ones);
    if (total < levels.length) this.#add(tables.totalZeros[total - 1]?.[zeros]);
    this.#addRuns(total, zeros);
  }

  writeTo(writer: BitWriter): void {
    for (let i = 0; i < this.#count; i++) writer.bits(this.#lengths[i] ?? 0, this.#values[i] ?? 0);
  }

  /** Lists the levels that are not 0, highest frequency first, each with the zeros right before it. */
  #collect(levels: Int16Array): { total: number; zeros: number } {
    let total = 0;
    let zeros = 0;
    let run = 0;
    let started = false;
    for (let i = levels.length - 1; i >= 0; i--) {
      const level = levels[i] ?? 0;
      if (level !== 0) {
        if (started) this.#runs[total - 1] = run;
        started = true;
        run = 0;
        this.#nonZero[total++] = level;
      } else if (started) {
        run++;
        zeros++;
      }
    }
    if (started) this.#runs[total - 1] = run;
    return { total, zeros };
  }

  #trailingOnes(total: number): number {
    let ones = 0;
    while (ones < total && ones < 3 && Math.abs(this.#nonZero[ones] ?? 0) === 1) ones++;
    return ones;
  }

  #addLevels(total: number, ones: number): void {
    for (let i = 0; i < ones; i++) this.#put(1, (this.#nonZero[i] ?? 0) < 0 ? 1 : 0);
    let suffixLength = total > 10 && ones < 3 ? 1 : 0;
    for (let i = ones; i < total; i++) {
      const level = this.#nonZero[i] ?? 0;
      let code = level > 0 ? 2 * level - 2 : -2 * level - 1;
      // With fewer than three trailing ones, the first level here cannot be 1 or -1.
      if (i === ones && ones < 3) code -= 2;
      this.#addLevel(code, suffixLength);
      if (suffixLength === 0) suffixLength = 1;
      if (Math.abs(level) > 3 << (suffixLength - 1) && suffixLength < 6) suffixLength++;
    }
  }

  #addLevel(code: number, suffixLength: number): void {
    const escape = suffixLength === 0 ? 30 : 15 << suffixLength;
    if (code >= escape) {
      this.#put(16, 1);
      this.#put(12, code - escape);
    } else if (suffixLength === 0 && code >= 14) {
      this.#put(15, 1);
      this.#put(4, code - 14);
    } else {
      this.#put((code >> suffixLength) + 1, 1);
      if (suffixLength > 0) this.#put(suffixLength, code & ((1 << suffixLength) - 1));
    }
  }

  #addRuns(total: number, zeros: number): void {
    let left = zeros;
    for (let i = 0; i < total - 1 && left > 0; i++) {
      const run = this.#runs[i] ?? 0;
      this.#add(RUNS[Math.min(left, 7) - 1]?.[run]);
      left -= run;
    }
  }

  #add(code: Code | undefined): void {
    if (code === undefined) throw new Error("CAVLC has no code for this block");
    this.#put(code.length, code.value);
  }

  #put(length: number, value: number): void {
    this.#lengths[this.#count] = length;
    this.#values[this.#count++] = value;
    this.bits += length;
  }
}
