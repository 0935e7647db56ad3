import { describePage } from "../harness/describe-page.js";

describePage("docs/conformance.md");
