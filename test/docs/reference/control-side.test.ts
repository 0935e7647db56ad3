import { describePage } from "../../harness/describe-page.js";

describePage("docs/reference/control-side.md");
