/** A client as users write it, with the paid host in its source: submits, polls, downloads. */
const headers = {
  authorization: `Bearer ${process.env.EVOLINK_API_KEY}`,
  "content-type": "application/json",
};
const api = "https://api.evolink.ai/v1";

async function call(path, options) {
  const response = await fetch(`${api}${path}`, { headers, ...options });
  return response.json();
}

const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A red panda rides a bicycle" });
const { id } = await call("/videos/generations", { method: "POST", body });
let task;
do task = await call(`/tasks/${id}`);
while (task.status !== "completed");
const file = await fetch(task.results[0]);
const bytes = Buffer.from(await file.arrayBuffer());
console.log(
  JSON.stringify({ status: task.status, result: task.results[0], type: file.headers.get("content-type") }),
);
console.log(bytes.subarray(4, 8).toString());
process.exitCode = 7;
