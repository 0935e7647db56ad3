import { describePage } from "../harness/describe-page.js";

const paid = {
  command: "npx wan-mock proxy --upstream https://api.evolink.ai --yes-live --budget 2usd --budget-per day",
  because: "it would pass calls on to the paid service",
};

describePage("docs/beside-the-real-service.md", [paid], { shells: ["bash"] });
