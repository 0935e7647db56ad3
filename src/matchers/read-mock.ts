import type { MockKit } from "../adapters/kit/mock-kit.js";
import { KitError } from "../errors/kit-error.js";
import { isMock, named } from "./judged-subject.js";

/**
 * The mock that an assertion is about.
 *
 * @throws {KitError} `INVALID_OPTION` for anything else
 */
export function readMock(subject: unknown, matcher = "this matcher"): MockKit {
  if (isMock(subject)) return subject as MockKit;
  throw new KitError(
    "INVALID_OPTION",
    `${matcher} takes the mock: expect(mock).${matcher}(...), got ${named(subject)}`,
  );
}
