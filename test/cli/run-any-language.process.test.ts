import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { certificateFor } from "../../src/adapters/proxy/temporary-authority.js";
import { plainEnvironment } from "../harness/plain-environment.js";
import { program, runProgram } from "../harness/run-program.js";

const client = (name: string) => fileURLToPath(new URL(`clients/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "wan-mock any language "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/** Temporary files are in a folder whose name has spaces. */
const beside = (...command: string[]) =>
  runProgram(["run", "--pace", "instant", "--", ...command], { env: { TMPDIR: folder } });

const SUMMARY =
  "wan-mock stopped: 1 task, 0 of 3 requests refused\n" +
  "  the paid service would have reserved 29.24 credits (0.43 USD, price list 2026-05)\n";

describe("a client with the paid host in its source submits, polls and downloads", () => {
  const clients: readonly (readonly [language: string, isThere: boolean, command: readonly string[]])[] = [
    ["Python", true, ["python3", client("client.py")]],
    ["curl", true, ["sh", client("client.sh")]],
    ["Java", has("java", "--version"), ["java", client("Client.java")]],
    ["Go", has("go", "version"), ["go", "run", client("client.go")]],
    ["Ruby", has("ruby", "--version"), ["ruby", client("client.rb")]],
    ["PHP", has("php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"), ["php", client("client.php")]],
  ];
  for (const [language, isThere, command] of clients) {
    it.skipIf(!isThere)(`in ${language}`, { timeout: 120_000 }, async () => {
      const { code, stdout, stderr } = await beside(...command);
      expect(stdout).toMatch(/^task-unified-\d+-\w{8} ftyp\n$/);
      expect(code).toBe(0);
      expect(stderr.replace(/^Picked up JAVA_TOOL_OPTIONS: .*\n/, "")).toBe(SUMMARY);
    });
  }

  it("in Python that a program in Node starts", async () => {
    const source = `require("node:child_process").spawn("python3", [${JSON.stringify(client("client.py"))}], { stdio: "inherit" })`;
    const { stdout } = await beside(process.execPath, "-e", source);
    expect(stdout).toMatch(/ ftyp\n$/);
  });

  it.each(["NO_PROXY", "no_proxy"])("though %s asks for a direct way", async (name) => {
    for (const list of ["*", "internal.test,.evolink.ai"]) {
      const { stdout } = await runProgram(["run", "--pace", "instant", "--", "sh", client("client.sh")], {
        env: { [name]: list },
      });
      expect(stdout).toMatch(/ ftyp\n$/);
    }
  });
});

describe("trust", () => {
  it("is not put into the system's store", async () => {
    const stores = ["/etc/ssl/certs", "/usr/local/share/ca-certificates", "/etc/pki"].filter((path) =>
      existsSync(path),
    );
    const seen = () =>
      stores.map((path) => {
        const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
        const hash = createHash("sha256");
        for (const { name } of files) hash.update(name).update(readFileSync(join(path, name)));
        return [path, readdirSync(path).length, hash.digest("hex")];
      });
    const before = seen();
    const [file = ""] = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"].filter(
      (path) => existsSync(path),
    );
    const { code, stderr } = await beside(
      "curl",
      "-sS",
      "--cacert",
      file,
      "https://api.evolink.ai/v1/models",
    );
    expect(code).toBe(60);
    // curl writes its line in pieces, and ours may come between two of them.
    expect(stderr).toMatch(/: \(60\) SSL certificate problem/);
    expect(stderr).toContain(
      "wan-mock could not answer a call to api.evolink.ai: the program broke off when it saw the certificate",
    );
    expect(seen()).toEqual(before);
  });

  /** A folder for temporary files, and what a program finds in it while it runs. */
  function temporary(): { env: { TMPDIR: string }; rest: () => string[] } {
    const own = mkdtempSync(join(folder, "temporary-"));
    return { env: { TMPDIR: own }, rest: () => readdirSync(own) };
  }

  it("is gone at the end, and the key was never on the disk", async () => {
    const { env, rest } = temporary();
    const look =
      'ls -ld "$TMPDIR"/* | cut -c 1-10; grep -rl "PRIVATE KEY" "$TMPDIR"; test -s "$SSL_CERT_FILE"';
    const { code, stdout } = await runProgram(["run", "--", "sh", "-c", look], { env });
    expect([code, stdout]).toEqual([0, "drwx------\n"]);
    expect(rest()).toEqual([]);
  });

  it.each([
    ["there is no such program", ["no-such-command"], 127],
    ["the program crashes", ["sh", "-c", "kill -SEGV $$"], 139],
    ["the program is killed", ["sh", "-c", "kill -KILL $$"], 137],
  ])("is gone when %s", async (_case, command, expected) => {
    const { env, rest } = temporary();
    const { code } = await runProgram(["run", "--", ...command], { env });
    expect([code, rest()]).toEqual([expected, []]);
  });

  it("needs a folder for temporary files", async () => {
    const missing = join(folder, "missing");
    const { code, stdout, stderr } = await runProgram(["run", "--", "echo", "x"], {
      env: { TMPDIR: missing },
    });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      `wan-mock: certificates for the program that runs cannot be written to the folder for temporary files, ${missing} (ENOENT): set TMPDIR (TEMP on Windows) to a folder that can be written to\n`,
    );
  });

  it.each(["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR2"] as const)(
    "is gone after %s, with a tunnel left open",
    async (signal) => {
      const { env, rest } = temporary();
      const source = `import os, socket, sys, time
proxy = socket.create_connection(("127.0.0.1", int(os.environ["HTTPS_PROXY"].rsplit(":", 1)[1])))
proxy.sendall(b"CONNECT api.evolink.ai:443 HTTP/1.1\\r\\n\\r\\n")
proxy.recv(100)
if os.fork(): print("ready", flush=True)
time.sleep(90)`;
      const child = spawn(process.execPath, [program, "run", "--", "python3", "-c", source], {
        env: { ...plainEnvironment(), ...env },
        stdio: ["ignore", "pipe", "ignore"],
      });
      await once(child.stdout, "data");
      expect(rest()).toHaveLength(1);
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      expect(rest()).toEqual([]);
    },
  );

  it("is gone when a signal comes before the program has started", async () => {
    const { env, rest } = temporary();
    const child = spawn(process.execPath, [program, "run", "--", "sleep", "90"], {
      env: { ...plainEnvironment(), ...env },
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    await expect.poll(rest, { interval: 1 }).toHaveLength(1);
    child.kill("SIGTERM");
    expect(await ended).toEqual([143, null]);
    expect(rest()).toEqual([]);
  });
});

describe("a closed network", () => {
  const STOPPED =
    "wan-mock stopped a call to other.example.com: the network is closed (--network closed); --network open lets it through\n";

  it("stops calls to other hosts, and counts them", async () => {
    const calls = "curl -s https://other.example.com; curl -sS http://other.example.com";
    const { stdout, stderr } = await runProgram(["run", "--network", "closed", "--", "sh", "-c", calls]);
    expect(stdout).toBe(STOPPED);
    expect(stderr).toMatch(
      new RegExp(`^${STOPPED.replaceAll(/[.()]/g, String.raw`\$&`)}wan-mock stopped: 0 tasks`),
    );
    expect(stderr).toMatch(/\n {2}2 calls to other hosts stopped: other\.example\.com\n$/);
  });

  it.each([
    ["a variable", { WAN_MOCK_NETWORK: "closed" }, []],
    ["a file", {}, ["--config", "closed.yaml"]],
  ])("is asked for by %s too", async (_place, env, flags) => {
    const file = join(folder, "closed.yaml");
    writeFileSync(file, "network: closed\n");
    const args = flags.map((flag) => flag.replace(/^closed\.yaml$/, file));
    const { stdout } = await runProgram(["run", ...args, "--", "curl", "-s", "http://other.example.com"], {
      env,
    });
    expect(stdout).toBe(STOPPED);
  });

  it("is a matter of run alone: a server takes no notice of the file's", async () => {
    const file = join(folder, "closed.yaml");
    writeFileSync(file, "network: closed\n");
    const { code, stdout } = await runProgram(["config", "--config", file]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^network +closed +file /m)]);
    expect((await runProgram(["serve", "--network", "closed"])).stderr).toContain(
      "unknown option '--network'",
    );
  });

  it("is refused with what it may be", async () => {
    const { code, stderr } = await runProgram(["run", "--network", "half", "--", "true"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wan-mock: .*'half' is invalid\. Allowed choices are open, closed\.\n$/);
  });

  it("holds for Node's own sockets, those to this machine excepted", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const source = `const here = "http://127.0.0.1:${(server.address() as AddressInfo).port}/";
      const told = (url) => fetch(url).then((answer) => answer.text(), ({ cause }) => cause.code);
      (async () => {
        for (const url of [here, "https://other.example.com", "http://192.0.2.1/"]) console.log(await told(url));
        console.log(await new Promise((done) => require("node:net").connect(25, "mail.example.com").on("error", ({ code }) => done(code))));
      })()`;
    const { stdout, stderr } = await runProgram([
      "run",
      "--network",
      "closed",
      "--",
      process.execPath,
      "-e",
      source,
    ]);
    server.close();
    expect(stdout).toBe("hi\nNETWORK_CLOSED\nNETWORK_CLOSED\nNETWORK_CLOSED\n");
    for (const host of ["other.example.com", "192.0.2.1", "mail.example.com"]) {
      expect(stderr).toContain(`wan-mock stopped a call to ${host}: the network is closed`);
    }
  });

  it("is told in the style of the log", async () => {
    const how = (log: string) =>
      runProgram([
        "run",
        "--log",
        log,
        "--network",
        "closed",
        "--",
        "curl",
        "-s",
        "http://other.example.com",
      ]);
    const [json, quiet] = [await how("json"), await how("quiet")];
    expect(JSON.parse(json.stderr)).toEqual({
      time: expect.any(String),
      kind: "refusal",
      host: "other.example.com",
      sentence: STOPPED.trim(),
    });
    expect(quiet.stderr).toMatch(
      /^wan-mock stopped: [^]*\n {2}1 call to other hosts stopped: other\.example\.com\n$/,
    );
  });
});

describe("an open network", () => {
  /** A server of this machine that only who trusts `ca` takes for localhost. */
  async function secureServer(): Promise<{ port: number; ca: string }> {
    const { authority, certificate, key } = certificateFor(["localhost"], "localhost");
    const server = createSecureServer({ cert: certificate, key }, (_request, response) =>
      response.end("it is me\n"),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const ca = join(folder, "localhost.pem");
    writeFileSync(ca, authority);
    return { port: (server.address() as AddressInfo).port, ca };
  }

  const calls = (port: number) => `
    curl -s https://localhost:${port}
    curl -s --noproxy "" https://localhost:${port}
    python3 -c 'import urllib.request; print(urllib.request.urlopen("https://localhost:${port}").read().decode(), end="")' 2>/dev/null
    "${process.execPath}" -e '
      fetch("https://localhost:${port}").then((answer) => answer.text(), () => "").then((text) => process.stdout.write(text));
      const { hostname: host, port } = new URL(process.env.HTTPS_PROXY);
      require("node:http").get({ host, port, path: "https://localhost:${port}/" }, (answer) => answer.pipe(process.stdout));'`;

  it("has other servers proven as before: directly, in a tunnel, and by requests that name them", async () => {
    const { port, ca } = await secureServer();
    const trusting = { CURL_CA_BUNDLE: ca, SSL_CERT_FILE: ca, NODE_EXTRA_CA_CERTS: ca };
    const { stdout } = await runProgram(["run", "--", "sh", "-c", calls(port)], { env: trusting });
    expect(stdout).toBe("it is me\n".repeat(5));
    const { stdout: others } = await runProgram(["run", "--", "sh", "-c", calls(port)]);
    expect(others).toMatch(/^wan-mock run could not pass a call on to localhost: unable to verify .*\n$/);
  });
});

it("ends while the program's tunnels are open", async () => {
  const child = spawn(
    process.execPath,
    [
      program,
      "run",
      "--",
      "sh",
      "-c",
      "curl -sN http://api.evolink.ai/_mock/events >/dev/null & sleep 0.2; exit 4",
    ],
    { env: plainEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  const [[code], stderr] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  expect([code, stderr]).toEqual([4, expect.stringContaining("wan-mock stopped")]);
});
