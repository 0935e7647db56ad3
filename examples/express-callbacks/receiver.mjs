/**
 * An express app that receives callbacks: it answers at once, and does its work once per task although a
 * callback can arrive twice.
 *
 *   PORT=3000 node examples/express-callbacks/receiver.mjs
 *   npx wan-mock --forward-to http://localhost:3000/hooks/wan
 */
import express from "express";

const app = express();
app.use(express.json({ limit: "1mb" }));

/** Tasks whose end was dealt with. A real app keeps this in its database. */
const done = new Set();

app.post("/hooks/wan", (request, response) => {
  const task = request.body;
  // The service waits 10 seconds and tries three times more: answer first.
  response.sendStatus(204);
  if (typeof task.id !== "string" || done.has(task.id)) return;
  done.add(task.id);
  if (task.status === "completed") console.log(`${task.id} is ready: ${task.results[0]}`);
  else console.log(`${task.id} failed: ${task.error.code}`);
});

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/hooks/wan`);
});
