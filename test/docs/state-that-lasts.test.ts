import { describePage } from "../harness/describe-page.js";

const redis = "it needs a Redis on its usual port; test/cli/workers.process.test.ts starts one";

describePage("docs/state-that-lasts.md", [
  {
    command:
      "docker run --rm --hostname wan-mock -p 127.0.0.1:2727:2727 -v wan-mock-state:/state wan-mock --data /state",
    because: "it needs Docker",
  },
  { command: "npm install --save-dev ioredis", because: "the tests of a package install nothing" },
  { command: "npx wan-mock --store redis://127.0.0.1:6379/0 --port 2727", because: redis },
  { command: "npx wan-mock --store redis://127.0.0.1:6379/0 --port 2728", because: redis },
  { command: 'nginx -c "$PWD/nginx.conf"', because: "it needs nginx" },
  { command: "npx wan-mock --store redis://127.0.0.1:6379/0 --workers 2", because: redis },
]);
