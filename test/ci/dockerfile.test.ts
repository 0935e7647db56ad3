import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { expect, it, onTestFinished } from "vitest";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";
import { serveCli } from "../harness/run-cli.js";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const dockerfile = read("Dockerfile").replaceAll("\\\n", "");
const instructions = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^ *${name} +(.*)$`, "gm"))].map(([, rest = ""]) => rest);

/** What the image sets, as `ENV` writes it. */
const imageEnvironment: Variables = Object.fromEntries(
  instructions("ENV").flatMap((line) => line.split(/ +/).map((pair) => pair.split("="))),
);

/** An address of this machine that is not loopback: a peer from outside the container. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

async function served(env: Variables = {}) {
  const server = await serveCli(["--port", "0"], { ...imageEnvironment, ...env });
  onTestFinished(() => server.stop().then(() => undefined));
  return new URL(server.url).port;
}

it("labels the image with the version of the package", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(instructions("LABEL").join()).toContain(`org.opencontainers.image.version="${version}"`);
});

it("copies what is there and what the build context has", () => {
  const ignored = read(".dockerignore").split("\n");
  const copied = instructions("COPY")
    .filter((line) => !line.startsWith("--from"))
    .flatMap((line) => line.split(/ +/).slice(0, -1))
    .filter((path) => path !== ".");
  expect(copied).toEqual(["package.json", "package-lock.json", ".npmrc"]);
  for (const path of copied) {
    expect([path, ignored.includes(`!${path}`), existsSync(new URL(path, root))]).toEqual([path, true, true]);
  }
});

it("asks for the health of the mock, on the port that it listens on", async () => {
  const [, command = "[]"] = /CMD (\[.*\])/.exec(instructions("HEALTHCHECK").join()) ?? [];
  const [, ...args] = JSON.parse(command) as string[];
  const ask = (port: string) =>
    new Promise((resolve) => {
      const env = { ...plainEnvironment(), WAN_MOCK_PORT: port };
      execFile(process.execPath, args, { env }, (error) => resolve(error === null ? 0 : error.code));
    });
  expect(await ask(await served())).toBe(0);
  expect(await ask("1")).toBe(1);
});

it.skipIf(outside === undefined)(
  "lets others submit, and use the control side with the token alone",
  async () => {
    const port = await served({ WAN_MOCK_CONTROL_TOKEN: "secret" });
    const call = (path: string, init: RequestInit = {}) => fetch(`http://${outside}:${port}${path}`, init);
    const submitted = await call("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "Rain" }),
    });
    expect(submitted.status).toBe(200);
    const move = { method: "POST", body: JSON.stringify({ advance: "24h" }) };
    expect((await call("/_mock/clock", move)).status).toBe(403);
    const headers = { "x-wan-mock-token": "secret" };
    expect((await call("/_mock/clock", { ...move, headers })).status).toBe(200);
  },
);
