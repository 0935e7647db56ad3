import { request } from "node:http";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

// The proxy is named by the test.
const { hostname, port } = new URL(process.argv[2]);
await tell(answerTo(request({ host: hostname, port, path: url, method, headers })));
