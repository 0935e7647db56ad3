import { describePage } from "../harness/describe-page.js";

describePage("docs/habits.md");
