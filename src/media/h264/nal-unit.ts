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
  const escapes = placesOfEscapes(payload);
  const unit = new Uint8Array(1 + payload.length + escapes.length);
  unit[0] = header;
  let from = 0;
  escapes.forEach((to, before) => {
    unit.set(payload.subarray(from, to), 1 + from + before);
    unit[1 + to + before] = 3;
    from = to;
  });
  unit.set(payload.subarray(from), 1 + from + escapes.length);
  return unit;
}

function placesOfEscapes(payload: Uint8Array): number[] {
  const places: number[] = [];
  let zeros = 0;
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at] ?? 0;
    if (zeros >= 2 && byte <= 3) {
      places.push(at);
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return places;
}
