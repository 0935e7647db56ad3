import { describePage } from "../../harness/describe-page.js";

describePage("docs/reference/rules.md");
