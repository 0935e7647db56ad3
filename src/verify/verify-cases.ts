import { bundledModels } from "../contract/bundled-models.js";
import { boundCases } from "./cases/bound-cases.js";
import { exampleCases } from "./cases/example-cases.js";
import { httpCases } from "./cases/http-cases.js";
import { lifecycleCases } from "./cases/lifecycle-cases.js";
import { ruleCases } from "./cases/rule-cases.js";
import type { ExchangeCase, VerifyCase } from "./verify-case.js";
import { readingsOf, type VerifySettings } from "./verify-settings.js";

/**
 * Every case, in the order in which it is run and reported. Names do not depend on the settings.
 *
 * @param settings - readings that the service is held to; without them each documented reading agrees
 */
export function verifyCases(settings: VerifySettings = {}): readonly VerifyCase[] {
  const readings = readingsOf(settings);
  const bounds = boundCases(readings);
  const rules = ruleCases(readings);
  const known = new Set([...rules, ...bounds].map(bodyOf));
  const examples = exampleCases(readings).filter((example) => {
    const isNew = !known.has(bodyOf(example));
    known.add(bodyOf(example));
    return isNew;
  });
  const submits = [...bounds, ...rules, ...examples];
  return [
    ...httpCases(readings),
    ...bundledModels.flatMap(({ id }) => submits.filter(({ group }) => group.startsWith(`${id}: `))),
    ...lifecycleCases(),
  ];
}

function bodyOf({ request }: ExchangeCase): string | undefined {
  return request.body;
}
