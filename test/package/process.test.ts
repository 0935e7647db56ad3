import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment } from "../harness/plain-environment.js";

const run = promisify(execFile);
const entry = JSON.stringify(new URL("../../dist/index.js", import.meta.url).href);
const submit = (carry: string, base: string, callback = "") =>
  `await (await ${carry}(${base} + "/v1/videos/generations", { method: "POST", headers: { authorization: "Bearer k", "x-wan-mock-scenario": scenario },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x"${callback} }) })).json()`;

/** Runs a script as a program of its own; it has to end by itself, with what it printed. */
async function program(script: string, timeout = 50_000): Promise<string> {
  const source = `import { createMock, startMock } from ${entry};\nlet scenario = "slow";\n${script}`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", source], {
    env: plainEnvironment(),
    timeout,
  });
  return stdout.trim();
}

it("a program that uses a mock on a socket and closes it ends by itself", async () => {
  const script = `const mock = await startMock();
const { status } = ${submit("fetch", "mock.url")};
const waiting = mock.waitFor({ kind: "reset" }).catch((error) => error.code);
await mock.close();
console.log(status, await waiting);`;
  expect(await program(script)).toBe("pending MOCK_CLOSED");
});

it("a program that uses a mock without a socket ends by itself, closed or not", async () => {
  const used = `const mock = createMock(); const { status } = ${submit("mock.fetch", "mock.url")}; console.log(status);`;
  expect(await program(`${used} await mock.close();`)).toBe("pending");
  expect(await program(used)).toBe("pending");
});

it("a program that closes a mock with callbacks on their way ends by itself", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const callback = ', callback_url: "https://hooks.example.com/x"';
  const script = `scenario = "callback-twice";
const mock = await startMock({ pace: "instant", forwardTo: "http://127.0.0.1:${port}/" });
const receiver = await mock.receiver();
receiver.answer("hang");
${submit("fetch", "mock.url", callback)};
${submit("fetch", "mock.url", ", callback_url: receiver.url")};
while (receiver.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
await mock.close();
console.log("closed");`;
  // A try to call back lasts ten seconds.
  expect(await program(script, 9000)).toBe("closed");
  silent.closeAllConnections();
  silent.close();
});

it("a program lives while an answer of mock.fetch is awaited", async () => {
  const script = `scenario = "slow-body";
const mock = createMock({ clock: "frozen" });
setTimeout(() => mock.clock.advance("10s"), 300).unref();
const { status } = ${submit("mock.fetch", "mock.url")};
console.log(status);`;
  expect(await program(script)).toBe("pending");
});

it("the hundredth mock of a program costs no more than the first ones", async () => {
  const script = `scenario = "slow";
async function cpuOf(count) {
  const before = process.cpuUsage();
  for (let round = 0; round < count; round++) {
    const mock = createMock({ clock: "frozen", seed: round });
    const { status } = ${submit("mock.fetch", "mock.url")};
    if (status !== "pending") throw new Error(status);
    await mock.close();
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
const first = await cpuOf(10);
console.log((await cpuOf(100)) / first);`;
  expect(Number(await program(script))).toBeLessThan(15);
});

it("a program whose client gave up behind MSW ends by itself", async () => {
  const script = `const { setupServer } = await import("msw/node");
const { wanMockHandlers } = await import(${JSON.stringify(new URL("../../dist/msw.js", import.meta.url).href)});
scenario = "hang";
setupServer(...wanMockHandlers(createMock())).listen();
const carry = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(300) });
try {
  ${submit("carry", '"https://api.evolink.ai"')};
} catch ({ name }) {
  console.log(name);
}`;
  expect(await program(script)).toBe("TimeoutError");
});
