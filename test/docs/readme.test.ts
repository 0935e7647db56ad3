import { describePage } from "../harness/describe-page.js";

describePage("README.md", [
  {
    command: "npm ci && npm start",
    because: "it would replace node_modules under the running tests",
    instead: "wan-mock",
  },
  { command: "npm ci && npm test", because: "this is part of that run" },
  {
    command: "wan-mock run -- npm start",
    because: "npm start stands for the program of the reader",
    instead: "wan-mock run -- node -e 'process.exit(process.env.WAN_MOCK_URL ? 0 : 1)'",
  },
  {
    command: "WAN_MOCK_URL=http://127.0.0.1:2727 node --import wan-mock/register app.js",
    because: "app.js stands for the program of the reader",
    instead:
      "WAN_MOCK_URL=http://127.0.0.1:2727 node --import wan-mock/register -e 'fetch(\"https://api.evolink.ai/\")'",
  },
  {
    command: "docker build -t wan-mock . && docker run -p 2727:2727 wan-mock",
    because: "it needs a Docker daemon",
  },
]);
