import { EnvHttpProxyAgent, request } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

// Node does so by itself from 24 on, when NODE_USE_ENV_PROXY is set.
const dispatcher = new EnvHttpProxyAgent();
const target = process.argv[2] === "http" ? url.replace("https:", "http:") : url;
const submit = async () => {
  const response = await request(target, { method, headers, body, dispatcher });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
