import { describePage } from "../harness/describe-page.js";

describePage("docs/errors-on-demand.md");
