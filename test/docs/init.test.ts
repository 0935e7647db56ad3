import { describePage } from "../harness/describe-page.js";

describePage("docs/init.md", [
  {
    command: "npm install --save-dev wan-mock",
    because: "the tests of a package do not install it from a registry",
    instead: "link-packages wan-mock && npm pkg set devDependencies.wan-mock=0.1.0",
  },
]);
