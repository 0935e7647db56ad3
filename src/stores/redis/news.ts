import type { Change } from "../kept/change.js";
import { fromLines } from "./change-lines.js";

/** What replicas tell each other on their channel. */
export type News =
  /** A replica has written a frame. */
  | {
      readonly is: "frame";
      readonly replica: string;
      readonly epoch: string;
      readonly frame: number;
      readonly changes: readonly Change[];
    }
  /** A replica was given the turn. */
  | {
      readonly is: "turn";
      readonly replica: string;
      readonly number: number;
      readonly epoch: string;
      readonly frame: number;
      readonly waiting: number;
    }
  /** A replica waits for the turn. */
  | { readonly is: "wanted" }
  /** A replica lives, for the first time or again. */
  | { readonly is: "joined"; readonly replica: string };

/** @returns `undefined` for a message of another version */
export function readNews(text: string): News | undefined {
  const end = text.indexOf("\n");
  const [is, replica = "", ...rest] = (end < 0 ? text : text.slice(0, end)).split(" ");
  switch (is) {
    case "frame": {
      const [epoch = "", frame] = rest;
      return { is, replica, epoch, frame: Number(frame), changes: fromLines(text.slice(end + 1)) };
    }
    case "turn": {
      const [number, epoch = "", frame, waiting] = rest;
      return { is, replica, number: Number(number), epoch, frame: Number(frame), waiting: Number(waiting) };
    }
    case "wanted":
      return { is };
    case "joined":
      return { is, replica };
    default:
      return undefined;
  }
}
