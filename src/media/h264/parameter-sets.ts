import { BitWriter } from "../bit-writer.js";
import { NAL_HEADER, nalUnit } from "./nal-unit.js";

/** The quantiser of every macroblock; see `MosaicEncoder` for why 40. */
const QUANTISER = 40;

const BASELINE = 66;
/** constraint_set0 and 1: the stream is Constrained Baseline, which every decoder plays. */
const CONSTRAINED = 0xc0;

/** Table A-1: level_idc and the most macroblocks a frame. Up to 24 frames a second, their rate allows no less. */
const LEVELS: readonly (readonly [idc: number, perFrame: number])[] = [
  [30, 1_620],
  [31, 3_600],
  [32, 5_120],
  [40, 8_192],
  [42, 8_704],
  [50, 22_080],
  [51, 36_864],
  [60, 139_264],
];

/** The lowest level that allows a frame of so many macroblocks, as level_idc (31 is level 3.1). */
function levelFor(columns: number, rows: number): number {
  const level = LEVELS.find(
    ([, perFrame]) => columns * rows <= perFrame && Math.max(columns, rows) ** 2 <= 8 * perFrame,
  );
  if (level === undefined) throw new RangeError(`No H.264 level allows ${columns}x${rows} macroblocks`);
  return level[0];
}

/**
 * The sequence parameter set: size, cropping, colours (BT.709, video range) and frame rate.
 *
 * @param framesPerSecond - up to 24
 * @throws {RangeError} for a frame too large for any level
 */
export function sequenceParameterSet(width: number, height: number, framesPerSecond: number): Uint8Array {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const out = new BitWriter();
  out.bits(8, BASELINE);
  out.bits(8, CONSTRAINED);
  out.bits(8, levelFor(columns, rows));
  out.unsigned(0); // seq_parameter_set_id
  out.unsigned(0); // frame_num has 4 bits
  out.unsigned(2); // pic_order_cnt_type: output order is decoding order
  out.unsigned(1); // max_num_ref_frames
  out.flag(false); // gaps_in_frame_num_value_allowed
  out.unsigned(columns - 1);
  out.unsigned(rows - 1);
  out.flag(true); // frame_mbs_only
  out.flag(true); // direct_8x8_inference
  cropping(out, (columns * 16 - width) / 2, (rows * 16 - height) / 2);
  out.flag(true); // vui_parameters_present
  usability(out, framesPerSecond);
  return nalUnit(NAL_HEADER.parameterSet, out.finish());
}

/** @param right - chroma samples cut off, that is pairs of pixels */
function cropping(out: BitWriter, right: number, bottom: number): void {
  out.flag(right > 0 || bottom > 0);
  if (right === 0 && bottom === 0) return;
  out.unsigned(0);
  out.unsigned(right);
  out.unsigned(0);
  out.unsigned(bottom);
}

function usability(out: BitWriter, framesPerSecond: number): void {
  out.flag(true); // aspect_ratio_info_present
  out.bits(8, 1); // square pixels
  out.flag(false); // overscan_info_present
  out.flag(true); // video_signal_type_present
  out.bits(3, 5); // video_format: unspecified
  out.flag(false); // video_full_range
  out.flag(true); // colour_description_present
  for (let i = 0; i < 3; i++) out.bits(8, 1); // primaries, transfer, matrix: BT.709
  out.flag(false); // chroma_loc_info_present
  out.flag(true); // timing_info_present
  out.word(1);
  out.word(2 * framesPerSecond); // counts fields
  out.flag(true); // fixed_frame_rate
  out.flag(false); // nal_hrd_parameters_present
  out.flag(false); // vcl_hrd_parameters_present
  out.flag(false); // pic_struct_present
  out.flag(true); // bitstream_restriction
  out.flag(true); // motion_vectors_over_pic_boundaries
  out.unsigned(0); // max_bytes_per_pic_denom: no promise
  out.unsigned(0); // max_bits_per_mb_denom: no promise
  out.unsigned(10); // log2_max_mv_length_horizontal
  out.unsigned(10); // log2_max_mv_length_vertical
  out.unsigned(0); // max_num_reorder_frames: a decoder may show each frame at once
  out.unsigned(1); // max_dec_frame_buffering
}

/** The picture parameter set: CAVLC, one reference, quantiser 40, deblocking set by the slice. */
export function pictureParameterSet(): Uint8Array {
  const out = new BitWriter();
  out.unsigned(0); // pic_parameter_set_id
  out.unsigned(0); // seq_parameter_set_id
  out.flag(false); // entropy_coding_mode: CAVLC
  out.flag(false); // bottom_field_pic_order_in_frame_present
  out.unsigned(0); // one slice group
  out.unsigned(0); // num_ref_idx_l0_default_active - 1
  out.unsigned(0); // num_ref_idx_l1_default_active - 1
  out.flag(false); // weighted_pred
  out.bits(2, 0); // weighted_bipred_idc
  out.signed(QUANTISER - 26); // pic_init_qp
  out.signed(0); // pic_init_qs
  out.signed(0); // chroma_qp_index_offset
  out.flag(true); // deblocking_filter_control_present
  out.flag(false); // constrained_intra_pred
  out.flag(false); // redundant_pic_cnt_present
  return nalUnit(NAL_HEADER.pictureParameterSet, out.finish());
}
