import { describePage } from "../../harness/describe-page.js";
import { npmStart, preloadedApp } from "../reader-programs.js";

describePage("docs/reference/command-line.md", [npmStart, preloadedApp]);
