import type { Faker } from "@faker-js/faker";

const fileUrl = (faker: Faker, extension: string) =>
  `https://cdn.example.com/${faker.string.alphanumeric({ length: 10, casing: "lower" })}.${extension}`;

export const imageUrl = (faker: Faker): string =>
  fileUrl(faker, faker.helpers.arrayElement(["jpg", "jpeg", "png", "bmp", "webp"]));
export const videoUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["mp4", "mov"]));
export const audioUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["wav", "mp3"]));

export function several<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Gives a draft a member in half of the cases. */
export function maybe(faker: Faker, draft: Record<string, unknown>, name: string, make: () => unknown): void {
  if (faker.datatype.boolean()) draft[name] = make();
}
