/** What both plain servers do with a body: the schema of the document, one rule of its prose, and an answer. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { finishedTask } from "./finished-task.mjs";

const document = parse(
  readFileSync(new URL("../openapi/wan2.7-reference-video.yaml", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
ajv.addSchema(document, "document");
const operation = document.paths["/v1/videos/generations"].post;
const reference = operation.requestBody.content["application/json"].schema.$ref;

/** The compiled schema of a body. */
export const validate = ajv.getSchema(`document${reference}`);

const tasks = new Map();

/** Why the voices of a body that fits the schema do not fit its references; `undefined` where they do. */
export function voiceFault(body) {
  for (const key of Object.keys(body.model_params?.voice_bindings ?? {})) {
    const [, kind, number] = /^(image|video)([1-9]\d*)$/.exec(key) ?? [];
    const known = (kind === "image" ? body.image_urls : body.video_urls) ?? [];
    if (kind === undefined || Number(number) > known.length) return `voice_bindings.${key} out of range`;
  }
  return undefined;
}

/** Makes a task of a body; returns what the submit is answered with. */
export function submitted(body) {
  const id = `task-unified-${Math.floor(Date.now() / 1000)}-${randomBytes(4).toString("hex")}`;
  tasks.set(id, { ...finishedTask(id), request: body });
  return { ...finishedTask(id), status: "pending", progress: 0, results: undefined };
}

/** What a query for a task is answered with; `undefined` for none. */
export function shown(id) {
  const task = tasks.get(id);
  return task === undefined ? undefined : { ...task, request: undefined };
}

export const notFound = { error: { code: "task_not_found" } };

export function refusal(message) {
  return { error: { code: "invalid_request", message, type: "invalid_request_error" } };
}

/** The complaints of the schema about the body that was validated last. */
export function errorsOf({ errors }) {
  return ajv.errorsText(errors);
}
