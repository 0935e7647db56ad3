/** What every client of this folder submits, written as for the paid service. */
export const url = "https://api.evolink.ai/v1/videos/generations";
export const method = "POST";
export const headers = { authorization: "Bearer a-key", "content-type": "application/json" };
export const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A red panda rides a bicycle" });

/** Prints the answer's status and task id, or everything that a failure says. */
export async function tell(submitting) {
  try {
    const { status, text } = await submitting;
    console.log(JSON.stringify({ status, id: JSON.parse(text).id }));
  } catch (error) {
    const said = [];
    for (let cause = error; cause instanceof Error; cause = cause.cause) said.push(cause.message);
    console.log(JSON.stringify({ failure: said.join(" | ") }));
  }
}

/** The answer to a request of `node:http` or `node:https`. */
export function answerTo(request) {
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", async (response) => {
      let text = "";
      for await (const piece of response) text += piece;
      resolve({ status: response.statusCode, text });
    });
    request.end(body);
  });
}
