import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express, Request } from "express";
import {
  readSampleName,
  type Sample,
  type SampleNameVerdict,
  samplePatterns,
} from "../../../contract/media/sample-name.js";
import { readSample, type SampleFile, SampleSizeError } from "../../../media/samples/sample-file.js";
import type { IdSource } from "../../../ports/id-source.js";
import { version } from "../../../text/version.js";
import { sendControlError } from "../control/control-error.js";
import { commonHeaders, fileHeaders, preflightHeaders, sendJson } from "../wire.js";
import { answerFile } from "./file-answer.js";
import { RenderQueue, type WaitingClient } from "./render-queue.js";

/** Served beside the control side, to everybody; each takes GET. */
export const sampleRoutes = ["/_mock/assets", "/_mock/assets/:name"] as const;
const [LIST, ONE] = sampleRoutes;

const ALLOWED = "GET, HEAD, OPTIONS";
/** Bytes of recipes kept, and their number: enough for clients that fetch files in pieces. A film takes a megabyte. */
const MOST_HELD = 32 * 1024 * 1024;
const MOST_KEPT = 1000;

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

/**
 * Adds the samples to an app: `GET /_mock/assets` lists them, `GET /_mock/assets/NAME` is one. Like
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
    const headers = headersFor(request);
    if (request.method === "OPTIONS") {
      response.writeHead(204, [...headers, ...preflightHeaders(request, ALLOWED)]).end();
      return;
    }
    const message = `${request.method} is not allowed here, use GET`;
    const error = { status: 405, code: "method_not_allowed", message };
    sendControlError(response, error, [...headers, "allow", ALLOWED]);
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  headers: string[],
  samples: Samples,
  sample: Sample,
): Promise<void> {
  const etag = tagOf(sample.name);
  headers.push("content-type", contentTypes[sample.format], "cache-control", "public, max-age=3600");
  if (request.method === "HEAD" && !samples.has(sample.name) && isCostly(sample)) {
    // The file is not made. Its length is sent where it follows from the name; else it is left out, as HTTP has it for
    // what only making the content would show (RFC 9110, 9.3.2).
    const { status } = answerFile(request, { length: sample.bytes, etag }, headers);
    response.writeHead(status, headers).end();
    return;
  }
  let file: SampleFile | undefined;
  try {
    file = await samples.get(sample, response);
  } catch (error) {
    if (!(error instanceof SampleSizeError)) throw error;
    const plain = commonHeaders(String(headers[1]), request.headers.origin);
    refuse(response, plain, { kind: "refused", message: error.message });
    return;
  }
  if (file === undefined) return;
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

type SampleProblem = Exclude<SampleNameVerdict, { kind: "sample" }>;

function refuse(response: ServerResponse, headers: string[], { kind, message }: SampleProblem): void {
  const [status, code] = kind === "unknown" ? [404, "not_found"] : [400, "invalid_asset_name"];
  sendControlError(response, { status, code, message }, headers);
}

/** Samples made lately, the latest last; made one at a time. */
class Samples {
  readonly #made = new Map<string, SampleFile>();
  readonly #queue = new RenderQueue();
  /** Bytes of recipes. */
  #held = 0;

  has(name: string): boolean {
    return this.#made.has(name);
  }

  /**
   * @param waiting - whose leaving makes the file unwanted
   * @returns `undefined` when the client has left
   * @throws {SampleSizeError} for a size that the file cannot have
   */
  async get(sample: Sample, waiting: WaitingClient): Promise<SampleFile | undefined> {
    // Imported here: fonts and encoders would make every start slower.
    const { sampleSteps } = await import("../../../media/samples/make-sample.js");
    let file = this.#made.get(sample.name);
    while (file === undefined && !waiting.destroyed) {
      file = await this.#queue.render(sample.name, () => sampleSteps(sample), waiting);
    }
    if (file !== undefined) this.#keep(sample.name, file);
    return file;
  }

  #keep(name: string, file: SampleFile): void {
    if (!this.#made.delete(name)) this.#held += heldBy(file);
    this.#made.set(name, file);
    for (const [oldest, { segments }] of this.#made) {
      if (this.#held <= MOST_HELD && this.#made.size <= MOST_KEPT) break;
      this.#made.delete(oldest);
      this.#held -= heldBy({ segments });
    }
  }
}

function heldBy({ segments }: Pick<SampleFile, "segments">): number {
  return segments.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Pixels drawn for a file that is made within some 20 ms: 1920x1080 for 5 s, or a picture of four million. */
const CHEAP_PIXELS = 4_500_000;
const SECONDS_PER_KEY_FRAME = 5;

/** Whether making a file takes long enough to be felt. */
function isCostly(sample: Sample): boolean {
  if (sample.kind === "audio") return false;
  const pictures = sample.kind === "image" ? 1 : Math.ceil(sample.seconds / SECONDS_PER_KEY_FRAME);
  return sample.width * sample.height * pictures > CHEAP_PIXELS;
}

/** The tag is made from what decides the bytes: the name, and the version that makes the file. */
function tagOf(name: string): string {
  return `"${createHash("sha256").update(`${version}:${name}`).digest("base64url")}"`;
}
