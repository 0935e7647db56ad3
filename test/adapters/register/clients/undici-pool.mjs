import { Pool } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

const { origin, pathname } = new URL(url);
const submit = async () => {
  const response = await new Pool(origin, { connections: 1 }).request({
    path: pathname,
    method,
    headers,
    body,
  });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
