import type { Contract } from "../../contract/contract.js";
import type { ExampleRequest } from "../example-request.js";
import { documentedRequests, fixtureRequests } from "../generated/example-requests.js";
import { submitCase } from "../submit-case.js";
import type { ExchangeCase } from "../verify-case.js";

/** The requests that the documents show, and those of the fixtures. */
export function exampleCases(readings: readonly Contract[]): ExchangeCase[] {
  const named = (prefix: string) => (request: ExampleRequest) =>
    submitCase(
      {
        name: `${request.model}/${prefix} ${request.name}`,
        group: `${request.model}: examples`,
        text: request.text,
      },
      readings,
    );
  return [
    ...documentedRequests.map(named("documented example")),
    ...fixtureRequests.map(named("example request")),
  ];
}
