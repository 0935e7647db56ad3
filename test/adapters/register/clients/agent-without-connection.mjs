import { Agent, request } from "node:http";
import { answerTo, tell } from "./submission.mjs";

class UnwillingAgent extends Agent {
  createConnection(_options, answer) {
    answer(new Error("this agent connects to nobody"));
  }
}

await tell(answerTo(request("http://127.0.0.1:9/", { agent: new UnwillingAgent() })));
