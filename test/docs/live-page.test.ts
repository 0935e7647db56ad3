import { describePage } from "../harness/describe-page.js";

describePage("docs/live-page.md");
