/** Fills the tables of `docs/` from the code. Runs after `generate-contract.ts`, whose results the tables show. */
import { filledPages } from "./docs-pages.js";
import { writeGenerated } from "./write-generated.js";

writeGenerated("docs", await filledPages());
