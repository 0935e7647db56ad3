import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express, Request, Response } from "express";
import {
  readSampleName,
  type Sample,
  type SampleNameVerdict,
  samplePatterns,
} from "../../contract/sample-name.js";
import { readSample, type SampleFile, SampleSizeError } from "../../media/samples/sample-file.js";
import type { IdSource } from "../../ports/id-source.js";
import { answerFile } from "./file-answer.js";
import { fileHeaders, preflightHeaders, sendJson } from "./wire.js";

/** Served beside the control side, to everybody; each takes GET. */
export const sampleRoutes = ["/_mock/assets", "/_mock/assets/:name"] as const;
const [LIST, ONE] = sampleRoutes;

const ALLOWED = "GET, HEAD, OPTIONS";
/** Recipes kept: enough for a client that fetches a few files in pieces, at most some megabytes each. */
const MOST_KEPT = 16;

/** Codes of a client that has seen enough. */
const HUNG_UP: ReadonlySet<string | undefined> = new Set([
  "ERR_STREAM_PREMATURE_CLOSE",
  "ECONNRESET",
  "EPIPE",
]);

const contentTypes: Readonly<Record<Sample["format"], string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  bmp: "image/bmp",
  mp4: "video/mp4",
  mov: "video/quicktime",
  wav: "audio/wav",
  mp3: "audio/mpeg",
};

interface MadeSample {
  readonly file: SampleFile;
  readonly etag: string;
}

/**
 * Adds the samples to an app: `GET /_mock/assets` tells which there are, `GET /_mock/assets/NAME` is one. Like
 * result files they are for everybody: whoever the URL was given to fetches them, browsers too.
 */
export function addSampleAssets(app: Express, ids: Pick<IdSource, "requestId">): void {
  const samples = new Samples();
  const headersFor = (request: Request): string[] => fileHeaders(ids.requestId(), request.headers.origin);
  app.get(LIST, (request, response) => {
    sendJson(response, 200, headersFor(request), JSON.stringify({ items: samplePatterns, next: null }));
  });
  app.get(ONE, async (request, response) => {
    const headers = headersFor(request);
    const verdict = readSampleName(request.params.name);
    if (verdict.kind === "sample") await serve(request, response, headers, samples, verdict.sample);
    else refuse(response, headers, verdict);
  });
  app.all([LIST, ONE], (request, response) => {
    otherMethod(request, response, headersFor(request));
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  headers: string[],
  samples: Samples,
  sample: Sample,
): Promise<void> {
  let made: MadeSample;
  try {
    made = await samples.get(sample);
  } catch (error) {
    if (!(error instanceof SampleSizeError)) throw error;
    refuse(response, headers, { kind: "refused", message: error.message });
    return;
  }
  const { file, etag } = made;
  headers.push("content-type", contentTypes[sample.format], "cache-control", "public, max-age=3600");
  const { status, start, end, hasBody } = answerFile(request, { length: file.length, etag }, headers);
  if (!hasBody) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, [...headers, "content-length", String(end - start)]);
  try {
    await pipeline(Readable.from(readSample(file, start, end)), response);
  } catch (error) {
    if (!HUNG_UP.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

type Refusal = Exclude<SampleNameVerdict, { kind: "sample" }>;

function refuse(response: ServerResponse, headers: string[], { kind, message }: Refusal): void {
  if (kind === "unknown") sendError(response, 404, headers, "not_found", message);
  else sendError(response, 400, headers, "invalid_asset_name", message);
}

function otherMethod(request: Request, response: Response, headers: string[]): void {
  if (request.method === "OPTIONS") {
    response.writeHead(204, [...headers, ...preflightHeaders(request, ALLOWED)]).end();
    return;
  }
  const message = `${request.method} is not allowed here, use GET`;
  sendError(response, 405, [...headers, "allow", ALLOWED], "method_not_allowed", message);
}

function sendError(
  response: ServerResponse,
  status: number,
  headers: string[],
  code: string,
  message: string,
): void {
  sendJson(response, status, headers, JSON.stringify({ error: { code, message, type: "control_error" } }));
}

/** Samples made lately, the latest last. */
class Samples {
  readonly #made = new Map<string, MadeSample>();

  /** @throws {SampleSizeError} for a size that the file cannot have */
  async get(sample: Sample): Promise<MadeSample> {
    // Imported here: fonts and encoders would make every start slower.
    const { makeSample } = await import("../../media/samples/make-sample.js");
    const { name } = sample;
    const known = this.#made.get(name);
    this.#made.delete(name);
    const made = known ?? withTag(makeSample(sample));
    this.#made.set(name, made);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= MOST_KEPT) break;
      this.#made.delete(oldest);
    }
    return made;
  }
}

/** The tag is made from the recipe, which is as unique as the bytes and shorter. */
function withTag(file: SampleFile): MadeSample {
  const hash = createHash("sha256");
  for (const { bytes, times } of file.segments) hash.update(`${bytes.length}x${times}:`).update(bytes);
  return { file, etag: `"${hash.digest("base64url")}"` };
}
