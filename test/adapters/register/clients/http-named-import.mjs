import { request } from "node:http";
import { answerTo, headers, method, tell, url } from "./submission.mjs";

await tell(answerTo(request(url.replace("https:", "http:"), { method, headers })));
