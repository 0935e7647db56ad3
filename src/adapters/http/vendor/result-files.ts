import type { IncomingMessage, ServerResponse } from "node:http";
import type { Contract } from "../../../contract/contract.js";
import { resultSound } from "../../../contract/effective-request.js";
import { knownFrom, mediaInputs } from "../../../contract/media/media-inputs.js";
import type { Body } from "../../../contract/rules/define-rule.js";
import { cutCodePoints } from "../../../contract/truncation.js";
import type { ResultVideoSpec } from "../../../media/render-result-video.js";
import { type CachedVideo, ResultVideoCache } from "../../../media/result-video-cache.js";
import type { ResultAudio } from "../../../media/steady-tone.js";
import { inputLine } from "../../../simulation/input-line.js";
import { requestOf, type TaskRecord } from "../../../simulation/task.js";
import { answerFile } from "./file-answer.js";
import { RenderQueue, type WaitingClient } from "./render-queue.js";

/** Status of a download whose client left before there was a file, as of every answer that did not arrive. */
const CLIENT_LEFT = 0;

/** Somebody who waits for a file until it is there. */
const STAYS: WaitingClient = { destroyed: false };

/** Result videos on the wire: made when first asked for, the same bytes each time. */
export class ResultFiles {
  readonly #cache = new ResultVideoCache();
  readonly #queue = new RenderQueue();

  /** @param contract - knows which media a model takes */
  constructor(private readonly contract: Pick<Contract, "model">) {}

  /** Answers a GET or HEAD with the file or the range asked for; returns the status. */
  async send(
    request: IncomingMessage,
    response: ServerResponse,
    headers: string[],
    task: TaskRecord,
    write: FileWriter,
  ): Promise<number> {
    const video = await this.#videoOf(task, response);
    if (video === undefined) return CLIENT_LEFT;
    const { bytes, etag } = video;
    headers.push(
      "content-type",
      "video/mp4",
      "cache-control",
      "private, max-age=3600",
      "content-disposition",
      `inline; filename="${task.id}.mp4"`,
    );
    const { status, start, end, hasBody } = answerFile(request, { length: bytes.length, etag }, headers);
    if (hasBody) write(response, status, headers, bytes.subarray(start, end));
    else response.writeHead(status, headers).end();
    return status;
  }

  /** The file of a task that completed. */
  async bytesOf(task: TaskRecord): Promise<Uint8Array> {
    const video = await this.#videoOf(task, STAYS);
    // Never: nobody leaves.
    return video?.bytes ?? new Uint8Array();
  }

  /** @returns `undefined` when the client has left */
  async #videoOf(task: TaskRecord, waiting: WaitingClient): Promise<CachedVideo | undefined> {
    // Imported here: fonts and encoder would make every start slower.
    const { resultVideoSteps } = await import("../../../media/render-result-video.js");
    let video = this.#cache.find(task.id);
    while (video === undefined && !waiting.destroyed) {
      const rendered = await this.#queue.render(task.id, () => resultVideoSteps(this.#specOf(task)), waiting);
      if (rendered !== undefined) video = this.#cache.get(task.id, () => rendered);
    }
    return video;
  }

  #specOf(task: TaskRecord): ResultVideoSpec {
    const request = requestOf(task);
    const { prompt } = request;
    const model = this.contract.model(task.model);
    const known = knownFrom(task.assets);
    const inputs = model === undefined ? [] : mediaInputs(model, request);
    return {
      ...task.result,
      taskId: task.id,
      model: task.model,
      prompt: typeof prompt === "string" ? cutCodePoints(prompt, 600) : "",
      lines: inputs.map((input) => inputLine(input, known(input.url))),
      audio: audioOf(task, request),
    };
  }
}

function audioOf({ model, result, assets }: TaskRecord, request: Body): ResultAudio {
  const sound = resultSound(model, request, result.seconds, knownFrom(assets));
  if (sound.kind === "given") return { givenSeconds: sound.seconds };
  return sound.kind === "none" ? "none" : "tone";
}

/** Writes a file or a range of it, given headers without its length. */
type FileWriter = (response: ServerResponse, status: number, headers: string[], body: Uint8Array) => void;

/** Writes a file as it is. */
export const writeFile: FileWriter = (response, status, headers, body) => {
  response.writeHead(status, [...headers, "content-length", String(body.length)]).end(body);
};
