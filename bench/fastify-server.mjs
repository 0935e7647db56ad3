/** The same route with fastify 5, which validates by the schema of the document; tasks in a Map. */
import fastify from "fastify";
import { notFound, refusal, shown, submitted, validate, voiceFault } from "./plain-route.mjs";

const app = fastify();
app.setValidatorCompiler(() => validate);
app.setErrorHandler((error, _request, reply) => reply.code(400).send(refusal(error.message)));

app.post("/v1/videos/generations", { schema: { body: {} } }, (request, reply) => {
  const fault = voiceFault(request.body);
  if (fault === undefined) reply.send(submitted(request.body));
  else reply.code(400).send(refusal(fault));
});

app.get("/v1/tasks/:task_id", (request, reply) => {
  const task = shown(request.params.task_id);
  if (task === undefined) reply.code(404).send(notFound);
  else reply.send(task);
});

const address = await app.listen({ port: 0, host: "127.0.0.1" });
console.log(`listening on ${address}`);
