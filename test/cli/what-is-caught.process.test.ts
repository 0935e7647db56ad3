import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childEnvironment } from "../../src/cli/commands/run/run-child.js";
import { type Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import { type RunProxy, startProxy } from "../../src/compose/start-proxy.js";
import { plainEnvironment } from "../harness/plain-environment.js";

/** What a line of docs/what-is-caught.md says of the ways in which a runtime calls the paid host. */
interface Runtime {
  readonly name: string;
  readonly command: readonly string[];
  /** How to find out whether it is there. */
  readonly probe: readonly string[];
  /** Ways that reach the mock. */
  readonly caught: readonly string[];
  /** Ways that fail on this machine, and what their clients are told. */
  readonly closed?: Readonly<Record<string, RegExp>>;
  /** Ways that nothing stops. */
  readonly out?: readonly string[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const preload = join(root, "dist/register.cjs");
const ways = (name: string) => join(root, "test/cli/ways", name);
const folder = mkdtempSync(join(tmpdir(), "wan-mock-caught-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HTTP2_ALONE = /the client speaks HTTP\/2 alone/;
const deno = ["deno", "run", "-A", "--no-lock", "--node-modules-dir=manual"];
const runtimes: readonly Runtime[] = [
  {
    name: "Node",
    command: [process.execPath, ways("ways.mjs")],
    probe: [process.execPath, "--version"],
    caught: ["fetch", "https", "http", "agent", "tls", "net", "undici", "axios", "worker"],
    closed: { http2: HTTP2_ALONE },
  },
  {
    name: "Bun",
    command: ["bun", ways("ways.mjs")],
    probe: ["bun", "--version"],
    caught: [
      "fetch",
      "https",
      "http",
      "agent",
      "tls",
      "net",
      "undici",
      "axios",
      "worker",
      "web-worker",
      "Bun.spawn",
    ],
    closed: { http2: HTTP2_ALONE },
    out: ["bun-connect", "shell"],
  },
  {
    name: "Deno",
    command: [...deno, ways("ways.mjs")],
    probe: ["deno", "--version"],
    caught: ["fetch", "https", "http", "agent", "axios", "worker"],
    out: ["tls", "net", "undici", "http2"],
  },
  {
    name: "Deno with the preload",
    command: [...deno, `--preload=${preload}`, ways("ways.mjs")],
    probe: ["deno", "--version"],
    caught: ["fetch", "https", "http", "agent", "tls", "net", "undici", "axios", "worker"],
    closed: { http2: HTTP2_ALONE },
  },
  {
    name: "Python",
    command: ["python3", ways("ways.py")],
    probe: ["python3", "--version"],
    caught: ["urllib"],
    out: ["http.client", "socket"],
  },
  {
    name: "Python with requests",
    command: ["python3", ways("ways.py")],
    probe: ["python3", "-c", "import requests"],
    caught: ["requests"],
  },
  {
    name: "Go",
    command: ["go", "run", ways("ways.go")],
    probe: ["go", "version"],
    caught: ["net-http"],
    out: ["transport"],
  },
  {
    name: "Java",
    command: ["java", ways("Ways.java")],
    probe: ["java", "--version"],
    caught: ["java.net.http", "HttpURLConnection"],
    out: ["Socket"],
  },
  {
    name: "Ruby",
    command: ["ruby", ways("ways.rb")],
    probe: ["ruby", "--version"],
    caught: ["net/http", "open-uri"],
    out: ["TCPSocket"],
  },
  {
    name: "PHP",
    command: ["php", ways("ways.php")],
    probe: ["php", "--version"],
    caught: [],
    out: ["file_get_contents"],
  },
  {
    name: "PHP with its curl extension",
    command: ["php", ways("ways.php")],
    probe: ["php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"],
    caught: ["curl"],
  },
  {
    name: "curl",
    command: ["sh", ways("ways.sh")],
    probe: ["curl", "--version"],
    caught: ["curl"],
    out: ["noproxy"],
  },
  {
    name: "wget",
    command: ["sh", ways("ways.sh")],
    probe: ["wget", "--version"],
    caught: ["wget-told"],
    closed: { wget: /certificate/ },
  },
];

const isThere = ([command = "", ...args]: readonly string[]) => spawnSync(command, args).status === 0;

let mock: Mock;
let open: RunProxy;
let closed: RunProxy;
beforeAll(async () => {
  mock = await startMock();
  const hooks = { onRefusal: () => undefined, onWarning: () => undefined };
  open = await startProxy(mock, "open", {}, hooks);
  closed = await startProxy(mock, "closed", {}, hooks);
});
afterAll(() => Promise.all([mock.close(), open.close(), closed.close()]));

/** Runs a program as `wan-mock run` would, and reads what it says of each way. */
function outcomesOf(
  [program = "", ...args]: readonly string[],
  standIn: RunProxy,
): Promise<Map<string, string>> {
  const env = {
    ...childEnvironment(plainEnvironment(), { url: mock.url, key: "wan-mock-run" }, preload, program),
    ...standIn.variables,
    DENO_DIR: join(folder, "deno"),
    NO_COLOR: "1",
  };
  return new Promise((resolve) => {
    execFile(program, args, { env, cwd: root, timeout: 60_000 }, (_error, stdout, stderr) => {
      const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => /^\S+\|/.test(line));
      resolve(new Map(lines.map((line) => line.split(/\|(.*)/s, 2) as [string, string])));
    });
  });
}

/** Paths of the mock's journal since an entry. */
function pathsSince(count: number): string[] {
  return mock.journal
    .entries()
    .filter((entry) => entry.kind === "request")
    .slice(count)
    .map(({ path }) => path);
}

/** A name that nobody has (RFC 6761): programs that look it up by themselves would have found the paid host. */
const NOBODY = "api.evolink.invalid";

for (const { name, command, probe, caught, closed: stopped = {}, out = [] } of runtimes) {
  describe.skipIf(!isThere(probe))(`calls of ${name} to the paid host`, { timeout: 120_000 }, () => {
    const chosen = [...caught, ...Object.keys(stopped)];
    it.skipIf(chosen.length === 0)("are caught, or fail on this machine", async () => {
      const before = pathsSince(0).length;
      const outcomes = await outcomesOf([...command, "api.evolink.ai", ...chosen], open);
      expect(pathsSince(before)).toEqual(caught.map((way) => `/v1/tasks/${way.replace("/", "-")}`));
      for (const [way, told] of Object.entries(stopped)) expect(outcomes.get(way)).toMatch(told);
    });

    it.skipIf(out.length === 0)("get out where the program takes no proxy", async () => {
      const outcomes = await outcomesOf([...command, NOBODY, ...out], closed);
      expect([...outcomes.keys()]).toEqual(out);
      for (const outcome of outcomes.values()) expect(outcome).not.toMatch(/wan-mock|\b(?:200|403)\b/);
      expect(closed.refused.has(NOBODY)).toBe(false);
    });
  });
}

describe.skipIf(!isThere(["workerd", "--version"]))("calls of workerd to the paid host", () => {
  const call = (host: string, outbound: string) => {
    const here = join(folder, outbound);
    mkdirSync(here, { recursive: true });
    const filled = (name: string) =>
      readFileSync(ways(name), "utf8")
        .replaceAll("HOST", host)
        .replaceAll("WAY", outbound)
        .replaceAll("MOCK", new URL(mock.url).host)
        .replaceAll("OUTBOUND", outbound);
    writeFileSync(join(here, "worker.mjs"), filled("workerd.mjs"));
    writeFileSync(join(here, "config.capnp"), filled("workerd.capnp"));
    return outcomesOf(["workerd", "test", join(here, "config.capnp")], closed);
  };

  it("are caught where its configuration sends them to the mock", async () => {
    const before = pathsSince(0).length;
    await call("api.evolink.ai", "mock");
    expect(pathsSince(before)).toEqual(["/v1/tasks/mock"]);
  });

  it("get out elsewhere", async () => {
    const outcomes = await call(NOBODY, "internet");
    expect(outcomes.get("internet")).toMatch(/internal error/);
    expect(closed.refused.has(NOBODY)).toBe(false);
  });
});
