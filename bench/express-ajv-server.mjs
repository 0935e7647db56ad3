/** The same route written the plain way: express with its JSON parser, ajv compiled at start, tasks in a Map. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import express from "express";
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
const validate = ajv.getSchema(`document${reference}`);

const tasks = new Map();
const app = express();
app.use(express.json());

app.post("/v1/videos/generations", (request, response) => {
  const body = request.body;
  if (!validate(body)) {
    refuse(response, ajv.errorsText(validate.errors));
    return;
  }
  for (const key of Object.keys(body.model_params?.voice_bindings ?? {})) {
    const [, kind, number] = /^(image|video)([1-9]\d*)$/.exec(key) ?? [];
    const known = (kind === "image" ? body.image_urls : body.video_urls) ?? [];
    if (kind === undefined || Number(number) > known.length) {
      refuse(response, `voice_bindings.${key} out of range`);
      return;
    }
  }
  const id = `task-unified-${Math.floor(Date.now() / 1000)}-${randomBytes(4).toString("hex")}`;
  tasks.set(id, { ...finishedTask(id), request: body });
  response.json({ ...finishedTask(id), status: "pending", progress: 0, results: undefined });
});

app.get("/v1/tasks/:task_id", (request, response) => {
  const task = tasks.get(request.params.task_id);
  if (task === undefined) response.status(404).json({ error: { code: "task_not_found" } });
  else response.json({ ...task, request: undefined });
});

function refuse(response, message) {
  response.status(400).json({ error: { code: "invalid_request", message, type: "invalid_request_error" } });
}

const server = app.listen(0, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
