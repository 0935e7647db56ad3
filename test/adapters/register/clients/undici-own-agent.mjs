import { Agent, request } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

const dispatcher = new Agent({ allowH2: true, connect: { rejectUnauthorized: true } });
const submit = async () => {
  const response = await request(url, { method, headers, body, dispatcher });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
