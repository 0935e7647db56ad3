import { describePage } from "../../harness/describe-page.js";

describePage("docs/reference/options.md");
