import { readdirSync, readFileSync } from "node:fs";

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
    readonly also?: readonly string[];
  };
  readonly warnings?: readonly string[];
  /** What is known of the media; a server without an asset list knows nothing. */
  readonly assets?: unknown;
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
