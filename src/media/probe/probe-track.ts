import { CustomSource, Input, Logging, LogLevel, MP4, QTFF } from "mediabunny";
import { type ByteReader, rounded } from "./byte-reader.js";
import { screenBoxes } from "./screen-boxes.js";

// Missing tracks show in the facts; the console belongs to the program.
Logging.level = LogLevel.Silent;

/**
 * Reads length, size and tracks of an MP4 or MOV; `undefined` when the file cannot be played, or has more parts than
 * are looked at.
 */
export async function probeTrack(file: ByteReader) {
  const screened = await screenBoxes(file);
  if (screened === undefined) return undefined;
  const source = new CustomSource({
    getSize: () => screened.length,
    read: (start, end) => screened.read(start, end),
  });
  const input = new Input({ source, formats: [MP4, QTFF] });
  try {
    const start = Math.max(0, await input.getFirstTimestamp());
    const seconds = rounded((await input.computeDuration()) - start);
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (!(seconds > 0 && Number.isFinite(seconds))) return undefined;
    if (video === null) return audio === null ? undefined : { kind: "audio" as const, seconds };
    const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
    return { kind: "video" as const, seconds, width, height, hasSound: audio !== null };
  } catch {
    // The library throws what it likes at a file that is damaged or something else altogether.
    return undefined;
  } finally {
    input.dispose();
  }
}
