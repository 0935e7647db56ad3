import { describePage } from "../harness/describe-page.js";

const paid = ["--budget 2usd --budget-per day", "--record recordings"].map((flags) => ({
  command: `npx wan-mock proxy --upstream https://api.evolink.ai --yes-live ${flags}`,
  because: "it would pass calls on to the paid service",
}));

describePage("docs/beside-the-real-service.md", paid, { shells: ["bash"] });
