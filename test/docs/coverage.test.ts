import { describePage } from "../harness/describe-page.js";

describePage("docs/coverage.md", [
  {
    command: "npm install --save-dev wan-mock",
    because: "the tests of a package do not install it from a registry",
    instead: "link-packages wan-mock",
  },
]);
