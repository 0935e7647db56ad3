import { describePage } from "../harness/describe-page.js";

const paid = [
  "proxy --upstream https://api.evolink.ai --yes-live --budget 2usd --budget-per day",
  "proxy --upstream https://api.evolink.ai --yes-live --record recordings",
  "run --live --yes-live --budget 2usd --record recordings -- npm start",
].map((command) => ({
  command: `npx wan-mock ${command}`,
  because: "it would pass calls on to the paid service",
}));

describePage("docs/beside-the-real-service.md", paid);
