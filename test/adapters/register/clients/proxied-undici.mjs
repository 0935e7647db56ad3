import { ProxyAgent, request } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

// The proxy is named by the test.
const dispatcher = new ProxyAgent({ uri: process.argv[2], proxyTunnel: process.argv[3] !== "forward" });
const target = process.argv[3] === "https" ? url : url.replace("https:", "http:");
const submit = async () => {
  const response = await request(target, { method, headers, body, dispatcher });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
