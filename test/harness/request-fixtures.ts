import { readdirSync, readFileSync } from "node:fs";
import type { Asset } from "../../src/contract/rules/define-rule.js";

/** An example request of `fixtures/requests/` and what becomes of it. */
export interface RequestFixture {
  /** `wan2.7-text-to-video/single-shot` */
  readonly name: string;
  readonly summary: string;
  readonly expect: {
    readonly status: number;
    readonly rule?: string;
    readonly schema?: string;
    readonly param?: string;
    readonly message?: string;
    readonly failure?: string;
    readonly also?: readonly string[];
  };
  readonly warnings?: readonly string[];
  readonly failures?: readonly string[];
  /** What is known of the media by URL; names of samples need none. */
  readonly assets?: Readonly<Record<string, Asset>>;
  /** The body's text as it goes over the wire. */
  readonly text: string;
}

const folder = new URL("../../fixtures/requests/", import.meta.url);

/** All example requests, by model and name. */
export const requestFixtures: readonly RequestFixture[] = readdirSync(folder).flatMap((model) =>
  readdirSync(new URL(`${model}/`, folder))
    .filter((file) => file.endsWith(".json"))
    .map((file): RequestFixture => {
      const { body, text, ...fixture } = JSON.parse(
        readFileSync(new URL(`${model}/${file}`, folder), "utf8"),
      ) as Omit<RequestFixture, "name" | "text"> & { body?: unknown; text?: string };
      const name = `${model}/${file.replace(/\.json$/, "")}`;
      return { ...fixture, name, text: text ?? JSON.stringify(body) };
    }),
);
