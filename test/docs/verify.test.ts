import { describePage } from "../harness/describe-page.js";

describePage("docs/verify.md");
