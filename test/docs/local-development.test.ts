import { describePage } from "../harness/describe-page.js";

describePage("docs/local-development.md", [], { shells: ["bash", "zsh"] });
