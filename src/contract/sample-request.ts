import type { Faker } from "@faker-js/faker";
import { invalidOption, KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { bundledModels } from "./bundled-models.js";
import type { ModelContract } from "./model-contract.js";
import type { WanModel } from "./models/model-ids.js";
import { maybe } from "./models/model-traits.js";
import { traitsOf } from "./models/wan-models.js";
import type { Body } from "./rules/define-rule.js";

type Draft = Record<string, unknown>;

/**
 * A valid request body: accepted without a finding, drawn from the whole space of the documented
 * parameters (optional ones come and go, media and modes are combined).
 *
 * @param model - one of the four bundled model ids
 * @param seed - whole number; the same seed gives the same body
 * @throws {KitError} `UNKNOWN_MODEL`; `INVALID_OPTION` for any other seed
 * @example
 * await sampleRequest("wan2.7-video-edit", 7);
 */
export async function sampleRequest(model: WanModel, seed = 1): Promise<Body> {
  const contract = bundledModels.find(({ id }) => id === model);
  if (contract === undefined) {
    const known = bundledModels.map(({ id }) => id).join(", ");
    throw new KitError("UNKNOWN_MODEL", `there is no bundled model "${model}": known are ${known}`);
  }
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    // Faker never comes back from a seed that is no number.
    throw invalidOption(`seed is a whole number from 0, got ${quoteForMessage(seed)}`);
  }
  // Imported here: the package takes longer to load than the rest of a start.
  const { faker } = await import("@faker-js/faker/locale/en");
  faker.seed(seed);
  const draft: Draft = { model, prompt: scene(faker) };
  addShared(faker, draft, contract);
  traitsOf(model).draw?.(faker, draft);
  return draft;
}

/** Parameters that several models share, within the bounds of this one's document. */
function addShared(faker: Faker, draft: Draft, contract: ModelContract): void {
  const optional: Readonly<Record<string, () => unknown>> = {
    negative_prompt: () =>
      faker.helpers.arrayElement(["blurry, low quality", "text, watermark", "模糊，低质量"]),
    quality: () => faker.helpers.arrayElement(["720p", "1080p"]),
    aspect_ratio: () => faker.helpers.arrayElement(["16:9", "9:16", "1:1", "4:3", "3:4"]),
    duration: () => faker.number.int({ min: 2, max: contract.properties["duration"]?.maximum ?? 10 }),
    seed: () => faker.number.int({ min: 1, max: 2_147_483_647 }),
    prompt_extend: () => faker.datatype.boolean(),
    callback_url: () =>
      `https://hooks.example.com/${faker.string.alphanumeric({ length: 12, casing: "lower" })}`,
  };
  for (const [name, make] of Object.entries(optional)) {
    if (Object.hasOwn(contract.properties, name)) maybe(faker, draft, name, make);
  }
}

function scene(faker: Faker): string {
  const animal = faker.animal.type();
  const place = faker.location.city();
  const look = faker.color.human();
  return faker.helpers.arrayElement([
    `A ${animal} walks through ${place} at dusk, ${look} light, slow dolly shot`,
    `Handheld shot of a ${look} ${faker.vehicle.type().toLowerCase()} crossing ${place} in the rain`,
    `一只${look}色的动物在雨中的城市里行走，电影质感`,
  ]);
}
