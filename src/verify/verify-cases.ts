import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import type { RuleExample } from "../contract/rules/define-rule.js";
import { rules } from "../contract/rules/rule-list.js";
import { type ContractSettings, defaultSettings } from "../contract/settings.js";
import { boundCases } from "./cases/bound-cases.js";
import { httpCases } from "./cases/http-cases.js";
import { documentedRequests, fixtureRequests } from "./generated/example-requests.js";
import { type LifecycleAspect, lifecycleAspects } from "./lifecycle-aspect.js";
import { submitCase, submitVerdict } from "./submit-case.js";
import type { ExampleRequest, ExchangeCase, LifecycleCase, VerifyCase } from "./verify-case.js";

/** Readings of the contract that the service is held to; where one is absent, every documented reading agrees. */
export type VerifySettings = Partial<
  Pick<ContractSettings, "unknownModel" | "promptOptional" | "longPrompt">
>;

/**
 * Every case, in the order in which it is run and reported. Names do not depend on the settings.
 *
 * @param settings - readings that the service is held to; without them each documented reading agrees
 */
export function verifyCases(settings: VerifySettings = {}): readonly VerifyCase[] {
  const readings = readingsOf(settings);
  const bounds = boundCases(readings);
  const ofRules = ruleCases(readings);
  const known = new Set([...ofRules, ...bounds].map(bodyOf));
  const examples = exampleCases(readings).filter((example) => known.size < known.add(bodyOf(example)).size);
  const submits = [...bounds, ...ofRules, ...examples];
  return [
    ...httpCases(readings),
    ...bundledModels.flatMap(({ id }) => submits.filter(({ group }) => group.startsWith(`${id}: `))),
    ...lifecycleCases(),
  ];
}

function bodyOf({ request }: ExchangeCase): string | undefined {
  return request.body;
}

/**
 * The examples of the rules: what a rule accepts passes, what it refuses is refused, and what it only reports passes.
 * Policy rules belong to whoever runs a mock, and a broken media file shows only to a service that fetches it.
 */
function ruleCases(readings: readonly Contract[]): ExchangeCase[] {
  return rules
    .filter(({ meta }) => meta.policy !== true)
    .flatMap(({ id, meta: { examples } }) => {
      const exampleCase = (text: string, which: string) => {
        const { model } = JSON.parse(text) as { model: string };
        return submitCase({ name: `${model}/${id} ${which}`, group: `${model}: rules`, text }, readings);
      };
      return [
        ...examples.accepts.map((example, index) => exampleCase(textOf(example), `accepts #${index + 1}`)),
        ...examples.refuses.flatMap((example, index) => {
          if (example.assets !== undefined) return [];
          const text = textOf(example);
          const verb = submitVerdict(text).rejection === undefined ? "lets pass" : "refuses";
          return [exampleCase(text, `${verb} #${index + 1}`)];
        }),
      ];
    });
}

function textOf({ body }: RuleExample): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** The requests that the documents show, and those of the fixtures. */
function exampleCases(readings: readonly Contract[]): ExchangeCase[] {
  const named =
    (what: string) =>
    ({ model, name, text }: ExampleRequest) =>
      submitCase({ name: `${model}/${what} ${name}`, group: `${model}: examples`, text }, readings);
  return [
    ...documentedRequests.map(named("documented example")),
    ...fixtureRequests.map(named("example request")),
  ];
}

/** Every question about the life of a task, for each model. */
function lifecycleCases(): LifecycleCase[] {
  const aspects = Object.keys(lifecycleAspects) as LifecycleAspect[];
  return bundledModels.flatMap(({ id }) =>
    aspects.map(
      (aspect): LifecycleCase => ({
        kind: "lifecycle",
        name: `lifecycle/${id} ${aspect}`,
        group: "lifecycle",
        charges: true,
        model: id,
        aspect,
      }),
    ),
  );
}

/** The contract in every reading that the settings leave open. */
function readingsOf(settings: VerifySettings): readonly Contract[] {
  const readings: ContractSettings[] = [];
  for (const unknownModel of options(settings.unknownModel, ["404", "403"] as const)) {
    for (const promptOptional of options(settings.promptOptional, [false, true])) {
      for (const longPrompt of options(settings.longPrompt, ["truncate", "reject"] as const)) {
        readings.push({ ...defaultSettings, unknownModel, promptOptional, longPrompt });
      }
    }
  }
  return readings.map((reading) => new Contract(bundledModels, rules, reading));
}

function options<Value>(chosen: Value | undefined, all: readonly Value[]): readonly Value[] {
  return chosen === undefined ? all : [chosen];
}
