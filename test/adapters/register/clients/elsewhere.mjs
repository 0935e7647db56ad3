import { request } from "node:http";
import { answerTo, headers, method, tell } from "./submission.mjs";

// Another service, named by the test; its `Host` is the paid one's, which is nobody's business.
const url = process.argv[2];
await tell(answerTo(request(url, { method, headers: { ...headers, host: "api.evolink.ai" } })));
const answer = await fetch(url, { method, headers, body: "evolink.ai" });
await answer.text();
