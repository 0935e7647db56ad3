import { describePage } from "../harness/describe-page.js";

describePage("docs/what-is-caught.md");
