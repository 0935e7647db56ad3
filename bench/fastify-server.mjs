/** The same route with fastify 5, which validates by the schema of the document; tasks in a Map. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fastify from "fastify";
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

const tasks = new Map();
const app = fastify();
app.setValidatorCompiler(() => ajv.getSchema(`document${reference}`));
app.setErrorHandler((error, _request, reply) => refuse(reply, error.message));

app.post("/v1/videos/generations", { schema: { body: {} } }, (request, reply) => {
  const { body } = request;
  for (const key of Object.keys(body.model_params?.voice_bindings ?? {})) {
    const [, kind, number] = /^(image|video)([1-9]\d*)$/.exec(key) ?? [];
    const known = (kind === "image" ? body.image_urls : body.video_urls) ?? [];
    if (kind === undefined || Number(number) > known.length) {
      refuse(reply, `voice_bindings.${key} out of range`);
      return;
    }
  }
  const id = `task-unified-${Math.floor(Date.now() / 1000)}-${randomBytes(4).toString("hex")}`;
  tasks.set(id, { ...finishedTask(id), request: body });
  reply.send({ ...finishedTask(id), status: "pending", progress: 0, results: undefined });
});

app.get("/v1/tasks/:task_id", (request, reply) => {
  const task = tasks.get(request.params.task_id);
  if (task === undefined) reply.code(404).send({ error: { code: "task_not_found" } });
  else reply.send({ ...task, request: undefined });
});

function refuse(reply, message) {
  reply.code(400).send({ error: { code: "invalid_request", message, type: "invalid_request_error" } });
}

const address = await app.listen({ port: 0, host: "127.0.0.1" });
console.log(`listening on ${address}`);
