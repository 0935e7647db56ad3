import { describePage } from "../harness/describe-page.js";

describePage("docs/record-and-replay.md");
