/** The same route written the plain way: express with its JSON parser, ajv compiled at start, tasks in a Map. */
import express from "express";
import { errorsOf, notFound, refusal, shown, submitted, validate, voiceFault } from "./plain-route.mjs";

const app = express();
app.use(express.json());

app.post("/v1/videos/generations", (request, response) => {
  const fault = validate(request.body) ? voiceFault(request.body) : errorsOf(validate);
  if (fault === undefined) response.json(submitted(request.body));
  else response.status(400).json(refusal(fault));
});

app.get("/v1/tasks/:task_id", (request, response) => {
  const task = shown(request.params.task_id);
  if (task === undefined) response.status(404).json(notFound);
  else response.json(task);
});

const server = app.listen(0, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
