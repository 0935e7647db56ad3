/** The yardstick: node:http that parses a body and writes it back, and does the same for a query with a task at hand. */
import http from "node:http";
import { finishedTask } from "./finished-task.mjs";

const task = JSON.stringify(finishedTask("task-unified-1790000000-abcdefgh"));

const server = http.createServer((request, response) => {
  if (request.method === "GET") {
    send(response, JSON.parse(task));
    return;
  }
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => send(response, JSON.parse(Buffer.concat(chunks).toString("utf8"))));
});

function send(response, value) {
  const body = JSON.stringify(value);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
