import { describePage } from "../harness/describe-page.js";

describePage("docs/ci.md", [
  { command: "npm ci", because: "the tests of a package do not install it" },
  {
    command: "npx wan-mock lint --format github requests.jsonl",
    because: "the page shows the command with bodies of its own; a workflow has others",
  },
  {
    command: "curl -s $EVOLINK_BASE_URL/_mock/health",
    because: "the variable is set by the action before it; test/ci/action.test.ts runs that",
  },
]);
