import { describePage } from "../harness/describe-page.js";

describePage("docs/testing.md");
