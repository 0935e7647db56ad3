import { request } from "node:https";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

const { hostname, pathname } = new URL(url);
await tell(answerTo(request({ host: hostname, path: pathname, method, headers, agent: false })));
