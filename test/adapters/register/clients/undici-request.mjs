import { request } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

const submit = async () => {
  const response = await request(url, { method, headers, body });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
