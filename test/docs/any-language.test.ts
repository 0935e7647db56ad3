import { describePage } from "../harness/describe-page.js";

describePage("docs/any-language.md");
