/** The header bytes of the NAL units we write: `nal_ref_idc` and `nal_unit_type`. */
export const NAL_HEADER = {
  parameterSet: 0x67,
  pictureParameterSet: 0x68,
  idrSlice: 0x65,
  slice: 0x41,
} as const;

/**
 * Wraps a payload as a NAL unit, without start code or length: the header byte, then the payload with a 3
 * put in wherever it would otherwise look like a start code.
 */
export function nalUnit(header: number, payload: Uint8Array): Uint8Array {
  const escapes = countEscapes(payload);
  const unit = new Uint8Array(1 + payload.length + escapes);
  unit[0] = header;
  if (escapes === 0) unit.set(payload, 1);
  else copyEscaped(payload, unit);
  return unit;
}

function countEscapes(payload: Uint8Array): number {
  let count = 0;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      count++;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return count;
}

function copyEscaped(payload: Uint8Array, unit: Uint8Array): void {
  let at = 1;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      unit[at++] = 3;
      zeros = 0;
    }
    unit[at++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
}
