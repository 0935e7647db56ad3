import { describePage } from "../harness/describe-page.js";

describePage("docs/assets.md");
