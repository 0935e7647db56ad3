import type { IncomingMessage } from "node:http";
import { MOST_UPLOAD_BODY } from "../../../../contract/uploads/upload-limits.js";
import { inTurns } from "../../../../engine/in-turns.js";
import { type FileRefusal, invalid } from "../../../../engine/uploads/file-refusal.js";
import type { FileReader, GivenFile, GivenNames } from "../../../../engine/uploads/given-file.js";
import { type JsonObject } from "../../../../text/is-json-object.js";
import { readBody } from "../../read-body.js";
import { type Base64Verdict, base64Steps } from "./read-base64.js";
import { readLongJson } from "./read-long-json.js";

/** Reads an upload whose file stands in a JSON body, as base64 or by its URL. */
export function jsonUpload(request: IncomingMessage, member: "base64_data" | "file_url"): FileReader {
  return async () => {
    const type = request.headers["content-type"] ?? "";
    if (/^multipart\//i.test(type))
      return invalid(
        `The body must be a JSON object with ${member}, got ${type.split(";")[0]}: send forms to /api/v1/files/upload/stream`,
      );
    const text = await readBody(request, MOST_UPLOAD_BODY);
    if (text === undefined) return undefined;
    if (typeof text !== "string") {
      const { status, error } = text.rejection;
      return { refused: status === 413 ? "file_too_large" : "invalid_request", message: error.message };
    }
    const read = readLongJson(text);
    return "problem" in read ? invalid(read.problem) : fileIn(read.body, member);
  };
}

async function fileIn(
  body: JsonObject,
  member: "base64_data" | "file_url",
): Promise<GivenFile | FileRefusal> {
  const names: { -readonly [Name in keyof GivenNames]: GivenNames[Name] } = {};
  for (const [param, place] of [
    ["file_name", "name"],
    ["upload_path", "folder"],
  ] as const) {
    const given = body[param];
    if (given === undefined || given === null || given === "") continue;
    if (typeof given !== "string") return invalid(`${param} must be a string, got ${typeof given}`);
    names[place] = [param, given];
  }
  const given = body[member];
  if (typeof given !== "string" || given === "") {
    const got = given === undefined ? "it is missing" : `got ${given === "" ? "an empty one" : typeof given}`;
    return invalid(`${member} must be a string, ${got}`);
  }
  if (member === "file_url") return { ...names, url: given, original: lastPartOf(given) };
  const read: Base64Verdict = await inTurns(base64Steps(given));
  return "problem" in read
    ? invalid(`base64_data must be base64 or a data URL of it, but ${read.problem}`)
    : { ...names, content: read.content };
}

/** The name that a URL ends in, decoded as far as it can be. */
function lastPartOf(url: string): string {
  const [path = ""] = url
    .slice(0, 8192)
    .replace(/^https?:\/\/[^/]*/i, "")
    .split(/[?#]/, 1);
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
