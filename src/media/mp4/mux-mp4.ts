import { type BoxPart, box, fullBox, joined, u8, u16, u32 } from "./mp4-box.js";

/** Samples of one kind, in order. Times are in ticks of the track's own `rate` (ticks a second). */
interface Track {
  rate: number;
  samples: readonly Uint8Array[];
  /** Ticks every sample lasts, but for the last one, which ends with the track. */
  sampleTicks: number;
  /** Ticks of the whole track. */
  ticks: number;
}

export interface VideoTrack extends Track {
  width: number;
  height: number;
  sequenceParameterSet: Uint8Array;
  pictureParameterSet: Uint8Array;
  /** Indices of the key frames. */
  keyFrames: readonly number[];
}

export interface AudioTrack extends Track {
  channels: number;
  /** AudioSpecificConfig of the AAC stream. */
  config: Uint8Array;
}

/** Texts that players and ffprobe show. */
export interface Tags {
  title: string;
  comment: string;
}

/** Ticks a second of the movie as a whole; tracks have their own. */
const MOVIE_RATE = 1000;

/** The declared type of the file: MP4, or a QuickTime movie, whose boxes are the same but for a few. */
export type Container = "mp4" | "mov";

const FILE_TYPES: Readonly<Record<Container, Uint8Array>> = {
  mp4: box("ftyp", "isom", u32(0x200), "isomiso2avc1mp41"),
  mov: box("ftyp", "qt  ", u32(0x200), "qt  "),
};

const IDENTITY_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const LANGUAGE_UNDETERMINED = 0x55c4;
const LENGTH_PREFIX = 4;

/**
 * Puts H.264 video, given as NAL units, and perhaps AAC audio into a progressive MP4: `moov` first, so that it
 * plays while it loads, about a second of each track in turn, no edit lists, no creation times.
 */
export function muxMp4(
  film: VideoTrack,
  audio: AudioTrack | undefined,
  tags: Tags,
  container: Container = "mp4",
): Uint8Array {
  const video = { ...film, samples: film.samples.map((unit) => joined(u32(unit.length), unit)) };
  const chunks = interleave(audio === undefined ? [video] : [video, audio]);
  const fileType = FILE_TYPES[container];
  const layout = (dataStart: number): Uint8Array => movie(video, audio, tags, chunks, dataStart);
  const dataStart = fileType.length + layout(0).length + 8;
  const data = box("mdat", ...chunks.map(({ samples }) => samples));
  return joined(fileType, layout(dataStart), data);
}

/** Samples of a track that lie together in the file. */
interface Chunk {
  track: Track;
  samples: readonly Uint8Array[];
}

function interleave(tracks: readonly Track[]): Chunk[] {
  const lists = tracks.map(chunksOf);
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

function chunksOf(track: Track): Chunk[] {
  const perSecond = Math.max(1, Math.round(track.rate / track.sampleTicks));
  const chunks: Chunk[] = [];
  for (let first = 0; first < track.samples.length; first += perSecond)
    chunks.push({ track, samples: track.samples.slice(first, first + perSecond) });
  return chunks;
}

function movie(
  video: VideoTrack,
  audio: AudioTrack | undefined,
  tags: Tags,
  chunks: readonly Chunk[],
  dataStart: number,
): Uint8Array {
  const ticks = movieTicks(video);
  const nextTrack = audio === undefined ? 2 : 3;
  return box(
    "moov",
    fullBox("mvhd", 0, u32(0, 0, MOVIE_RATE, ticks, 0x10000), u16(0x100, 0), u32(0, 0), IDENTITY_MATRIX, [
      u32(0, 0, 0, 0, 0, 0, nextTrack),
    ]),
    videoTrack(video, sampleTable(video, chunks, dataStart)),
    audio === undefined ? [] : audioTrack(audio, sampleTable(audio, chunks, dataStart)),
    userData(tags),
  );
}

const movieTicks = (track: Track): number => Math.round((track.ticks * MOVIE_RATE) / track.rate);

function videoTrack(video: VideoTrack, table: BoxPart[]): Uint8Array {
  const { width, height } = video;
  const size = u32(width * 0x10000, height * 0x10000);
  const header = fullBox("tkhd", 3, trackHeader(video, 1), u16(0, 0, 0, 0), IDENTITY_MATRIX, size);
  const keyFrames = video.keyFrames.map((index) => index + 1);
  const media = fullBox("vmhd", 1, u32(0, 0));
  const keys = fullBox("stss", 0, u32(keyFrames.length, ...keyFrames));
  return trackBox(header, video, "vide", "video", media, avcEntry(video), [...table, keys]);
}

function audioTrack(audio: AudioTrack, table: BoxPart[]): Uint8Array {
  const header = fullBox("tkhd", 3, trackHeader(audio, 2), u16(0, 1, 0x100, 0), IDENTITY_MATRIX, u32(0, 0));
  return trackBox(header, audio, "soun", "audio", fullBox("smhd", 0, u32(0)), aacEntry(audio), table);
}

const trackHeader = (track: Track, id: number): Uint8Array => u32(0, 0, id, 0, movieTicks(track), 0, 0);

function trackBox(
  header: Uint8Array,
  track: Track,
  handler: string,
  name: string,
  mediaHeader: Uint8Array,
  entry: Uint8Array,
  table: BoxPart[],
): Uint8Array {
  const inThisFile = box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 1)));
  return box(
    "trak",
    header,
    box(
      "mdia",
      fullBox("mdhd", 0, u32(0, 0, track.rate, track.ticks), u16(LANGUAGE_UNDETERMINED, 0)),
      fullBox("hdlr", 0, u32(0), handler, u32(0, 0, 0), `${name}\0`),
      box("minf", mediaHeader, inThisFile, box("stbl", fullBox("stsd", 0, u32(1), entry), table)),
    ),
  );
}

function sampleTable(track: Track, chunks: readonly Chunk[], dataStart: number): Uint8Array[] {
  const counts: number[] = [];
  const offsets: number[] = [];
  let at = dataStart;
  for (const chunk of chunks) {
    if (chunk.track === track) {
      counts.push(chunk.samples.length);
      offsets.push(at);
    }
    for (const sample of chunk.samples) at += sample.length;
  }
  const sizes = track.samples.map((sample) => sample.length);
  const last = track.ticks - track.sampleTicks * (sizes.length - 1);
  const times = sizes.length > 1 ? [sizes.length - 1, track.sampleTicks, 1, last] : [1, last];
  const runs = counts.flatMap((count, i) => (count === counts[i - 1] ? [] : [i + 1, count, 1]));
  return [
    fullBox("stts", 0, u32(times.length / 2, ...times)),
    fullBox("stsc", 0, u32(runs.length / 3, ...runs)),
    fullBox("stsz", 0, u32(0, sizes.length, ...sizes)),
    fullBox("stco", 0, u32(offsets.length, ...offsets)),
  ];
}

function avcEntry(video: VideoTrack): Uint8Array {
  const sps = video.sequenceParameterSet;
  const pps = video.pictureParameterSet;
  const profile = sps.subarray(1, 4);
  const lengthSize = 0xfc | (LENGTH_PREFIX - 1);
  return box(
    "avc1",
    [u32(0), u16(0, 1), u32(0, 0, 0, 0), u16(video.width, video.height), u32(0x480000, 0x480000, 0)],
    [u16(1), new Uint8Array(32), u16(24, 0xffff)],
    box("avcC", u8(1), profile, u8(lengthSize, 0xe1), u16(sps.length), sps, u8(1), u16(pps.length), pps),
    box("colr", "nclx", u16(1, 1, 1), u8(0)),
    box("pasp", u32(1, 1)),
  );
}

function aacEntry(audio: AudioTrack): Uint8Array {
  const { config } = audio;
  const decoder = [u8(4, 15 + config.length, 0x40, 0x15, 0, 0, 0), u32(0, 0), u8(5, config.length), config];
  return box(
    "mp4a",
    [u32(0), u16(0, 1), u32(0, 0), u16(audio.channels, 16), u32(0), u16(audio.rate, 0)],
    fullBox("esds", 0, u8(3, 23 + config.length, 0, 2, 0), decoder, u8(6, 1, 2)),
  );
}

function userData({ title, comment }: Tags): Uint8Array {
  const text = (type: string, value: string): Uint8Array => box(type, box("data", u32(1, 0), value));
  const list = box("ilst", text("\u00a9nam", title), text("\u00a9cmt", comment));
  return box("udta", fullBox("meta", 0, fullBox("hdlr", 0, u32(0), "mdirappl", u32(0, 0), "\0"), list));
}
