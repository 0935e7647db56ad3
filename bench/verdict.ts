/** How fast a body is judged, without HTTP: prints rounds of bodies per second as JSON. */

import { isBodyRefusal } from "../src/contract/body-refusal.js";
import { bundledModels } from "../src/contract/bundled-models.js";
import { Contract } from "../src/contract/contract.js";
import type { Body } from "../src/contract/rules/define-rule.js";
import { rules } from "../src/contract/rules/rule-list.js";
import { defaultSettings } from "../src/contract/settings.js";
import sent from "./bodies.json" with { type: "json" };

const BODIES = 2000;
const ROUNDS = 25;
/** Bodies per round: some 100 ms. */
const REPEATS = 20;

const contract = new Contract(bundledModels, rules, defaultSettings);
const texts = Array.from({ length: BODIES }, (_, n) =>
  JSON.stringify({ ...sent.accepted, prompt: `${sent.accepted.prompt}, take ${n}` }),
);

function judged(body: Body): boolean {
  const model = contract.modelOf(body);
  return !isBodyRefusal(model) && contract.check(model, body).findings.length === 0;
}

function judgedText(text: string): boolean {
  const read = contract.read(text);
  if (isBodyRefusal(read)) return false;
  const model = contract.modelOf(read.body);
  return (
    !isBodyRefusal(model) &&
    contract.check(model, read.body, { duplicates: read.duplicates }).findings.length === 0
  );
}

function rates<Item>(items: readonly Item[], judge: (item: Item) => boolean): number[] {
  const measured: number[] = [];
  for (let round = -5; round < ROUNDS; round++) {
    const started = performance.now();
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      for (const item of items) if (!judge(item)) throw new Error("the body is accepted without a finding");
    }
    const rate = (REPEATS * items.length * 1000) / (performance.now() - started);
    if (round >= 0) measured.push(rate);
  }
  return measured;
}

const bodies = texts.map((text) => JSON.parse(text) as Body);
const parsedToVerdict = rates(bodies, judged);
const textToVerdict = rates(texts, judgedText);
console.log(JSON.stringify({ parsedToVerdict, textToVerdict }));
