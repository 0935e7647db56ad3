import { describePage } from "../../harness/describe-page.js";

describePage("docs/reference/http-api.md");
