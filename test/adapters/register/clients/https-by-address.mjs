import { request } from "node:https";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

// An address from a resolver of its own; nobody has this one.
const { hostname, pathname } = new URL(url);
const options = { host: "192.0.2.1", servername: hostname, path: pathname, method };
await tell(answerTo(request({ ...options, headers: { ...headers, host: hostname }, timeout: 3000 })));
