import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pc from "picocolors";
import { afterEach, expect, it } from "vitest";
import { type VerifyFlags, verifyService } from "../../../src/cli/commands/verify/run-verify.js";
import { verifyReport } from "../../../src/cli/commands/verify/verify-report.js";
import { createMock } from "../../../src/compose/create-mock.js";
import { STILL } from "../../harness/describe-matrix.js";
import { namesOf, sentOf, toldOf, verifyMock } from "../../harness/verified-mock.js";

const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const served = (listener: RequestListener) => listen(createHttpServer(listener));

const verify = (base: string, flags: Partial<VerifyFlags> = {}, requestTime = 10_000) =>
  verifyService(
    base,
    { timeout: "1s", ...flags },
    {
      fetch: (input, init) => fetch(input, init),
      wait: (milliseconds) => sleep(Math.min(milliseconds, 20)),
      now: () => performance.now(),
      requestTime,
      tell: () => undefined,
    },
  );

const unreachable = (base: string, why: string) => ({
  code: "SERVER_UNREACHABLE",
  message: `${base} cannot be verified: ${why}`,
});

it("tells that nobody listens", async () => {
  const base = await listen(createServer());
  const [{ server }] = open.splice(0) as [(typeof open)[number]];
  await new Promise((resolve) => server.close(resolve));
  await expect(verify(base)).rejects.toMatchObject(unreachable(base, "nothing listens there"));
});

it("tells of a server that never answers", async () => {
  const base = await listen(createServer(() => undefined));
  await expect(verify(base, {}, 300)).rejects.toMatchObject(
    unreachable(base, "it did not answer within 0.3 s"),
  );
});

it("tells of a server that drops connections, or speaks no HTTP", async () => {
  const dropping = await listen(createServer((socket) => socket.destroy()));
  await expect(verify(dropping)).rejects.toMatchObject({
    code: "SERVER_UNREACHABLE",
    message: expect.stringMatching(/the connection broke without an answer \(\w+\)$/) as string,
  });
  const chatting = await listen(createServer((socket) => socket.end("220 mail.example.com\r\n")));
  await expect(verify(chatting)).rejects.toMatchObject({
    code: "SERVER_UNREACHABLE",
    message: expect.stringMatching(/the connection broke without an answer \(\w+\)$/) as string,
  });
});

it("tells of a secure connection that cannot be made", async () => {
  const base = (await served((_, response) => response.end())).replace("http:", "https:");
  await expect(verify(base)).rejects.toMatchObject({
    message: expect.stringMatching(/no secure connection could be made \(\w+\)$/) as string,
  });
});

it("tells that a key is not taken", async () => {
  const base = await served((_, response) => response.writeHead(401).end());
  await expect(verify(base)).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: `${base} does not take the key (401): give one that it takes as --key`,
  });
});

it("disagrees with a server that answers every request with a page", async () => {
  const base = await served((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>\n<title>\u001b[31mWelcome</title>");
  });
  const run = await verify(base);
  expect(namesOf(run, "agree")).toEqual([]);
  expect(toldOf(run, "wan2.7-text-to-video/quality is 720p")).toEqual([
    "200 with a task of wan2.7-text-to-video",
    "200 <html> <title> [31mWelcome</title>: the body is no JSON",
  ]);
  expect(toldOf(run, "http/submit whose body is empty")[1]).toBe("200 <html> <title> [31mWelcome</title>");
  expect(toldOf(run, "lifecycle/wan2.7-video-edit link-serves-a-video")[1]).toBe(
    "there is no task: the submit was answered with 200",
  );
});

it("stops asking a server that no longer answers", async () => {
  let requests = 0;
  const base = await served((request, response) => {
    requests++;
    if (request.url === "/v1/credits") response.end("{}");
    else request.socket.destroy();
  });
  const run = await verify(base);
  expect(requests).toBeLessThan(50);
  expect(namesOf(run, "disagree").length).toBeGreaterThanOrEqual(5);
  expect(toldOf(run, "wan2.7-video-edit/quality is 720p")[1]).toBe(
    "5 requests in a row got no answer: nothing more was sent",
  );
  expect(toldOf(run, "lifecycle/wan2.7-video-edit link-serves-ranges")[1]).toMatch(
    /^no answer: the connection broke/,
  );
});

it("does not wait for a body that never ends, nor read all of a huge one", async () => {
  const endless = await served((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"success":');
  });
  await expect(verify(endless, {}, 300)).rejects.toMatchObject(
    unreachable(endless, "it did not answer within 0.3 s"),
  );
  let written = 0;
  const huge = await served((_, response) => {
    const more = () => {
      while (written < 200_000_000 && !response.destroyed) {
        written += 65_536;
        if (!response.write("x".repeat(65_536))) {
          response.once("drain", more);
          return;
        }
      }
    };
    more();
  });
  const run = await verify(huge, { only: ["http/credits of the key"] });
  expect(namesOf(run, "disagree")).toEqual(["http/credits of the key"]);
  expect(written).toBeLessThan(100_000_000);
});

it("tells no key, whatever a server repeats", async () => {
  const base = await served((request, response) => {
    response.writeHead(request.url === "/v1/credits" ? 200 : 500).end(request.headers.authorization);
  });
  const { verifyReport } = await import("../../../src/cli/commands/verify/verify-report.js");
  const run = await verify(base, { key: "sk-very-secret", otherKey: "sk-other-secret" });
  const { pretty, json, report } = verifyReport(run);
  const told = `${pretty({ colours: pc.createColors(false) })}${JSON.stringify(json())}${JSON.stringify(report())}`;
  expect(told).toContain("Bearer ***");
  expect(told).not.toContain("secret");
});

it("loses single requests without losing the rest", async () => {
  const mock = createMock({ ...STILL, pace: "instant" });
  let requests = 0;
  const run = await verifyService(
    "http://127.0.0.1:2727",
    { timeout: "1s", only: ["http/query", "wan2.7-video-edit/seed"] },
    {
      fetch: async (input, init) => {
        requests++;
        if (requests % 3 === 0) throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
        const { method, path, headers, body } = sentOf(input, init);
        return mock.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) });
      },
      wait: async () => undefined,
      now: () => 0,
      requestTime: 300,
      tell: () => undefined,
    },
  );
  await mock.close();
  expect(namesOf(run, "skip")).toEqual([]);
  const lost = namesOf(run, "disagree");
  expect(lost.length).toBe(Math.floor(requests / 3));
  expect(new Set(lost.map((name) => toldOf(run, name)[1]))).toEqual(
    new Set(["no answer: the connection broke without an answer (ECONNRESET)"]),
  );
});

it("tells no part of a key that a cut or JSON's spelling leaves", async () => {
  const key = 'sk-"0123456789abcdef';
  const told = async (padding: number) => {
    const body = JSON.stringify({ padding: "x".repeat(padding), key });
    const headers = { "content-type": "application/json" };
    const run = await verifyMock({
      spoil: (sent, forward) =>
        sent.path === "/v1/models"
          ? Promise.resolve(new Response(body, { status: 418, headers }))
          : forward(sent),
      flags: { key, only: ["http/models of the key"] },
    });
    return JSON.stringify(verifyReport(run).json());
  };
  for (let padding = 110; padding < 150; padding += 3) {
    expect(await told(padding)).not.toMatch(/sk-.{0,4}"0/);
  }
  expect(await told(0)).toContain("***");
});

it("tells no key of a redirect that ends the run", async () => {
  const location = "https://login.example.com/?token=sk-secret-27";
  const run = verifyMock({
    spoil: () => Promise.resolve(new Response(null, { status: 302, headers: { location } })),
    flags: { key: "sk-secret-27" },
  });
  await expect(run).rejects.toThrow(
    "it answers 302 to https://login.example.com/?token=***, and redirects are not followed",
  );
});
