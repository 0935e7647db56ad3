import https from "node:https";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

await tell(answerTo(https.request(url, { method, headers, agent: new https.Agent({ keepAlive: true }) })));
