/**
 * Lists the sentences of published pages with their places and fingerprints, for `fixtures/fingerprints.json`:
 * tsx scripts/list-sentences.ts PAGE...
 */
import { publishedSentences } from "../src/compose/drift.js";

for (const page of process.argv.slice(2)) {
  for (const { place, fingerprint, text } of await publishedSentences(page)) {
    console.log([place, fingerprint, text].join("\t"));
  }
}
