import { describePage } from "../harness/describe-page.js";
import { packingNotRun } from "./reader-programs.js";

describePage("docs/init.md", packingNotRun);
