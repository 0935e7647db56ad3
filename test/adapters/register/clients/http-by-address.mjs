import { request } from "node:http";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

// An address from a resolver of its own; nobody has this one.
const { hostname, pathname } = new URL(url);
const options = {
  host: process.argv[2] ?? "192.0.2.1",
  port: process.argv[3],
  path: pathname,
  method,
  timeout: 3000,
};
await tell(answerTo(request({ ...options, headers: { ...headers, host: hostname } })));
