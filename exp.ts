import { startMock } from "./src/compose/start-mock.js";
const url = process.argv[2]!;
const t0 = performance.now();
const warn = (s: string) => console.log("WARNING:", s);
try {
  const mock = await startMock({ store: url, clock: "frozen" }, { onWarning: warn });
  console.log("opened", Math.round(performance.now() - t0), "ms");
  const submit = () => fetch(mock.url + "/v1/videos/generations", { method: "POST", headers: { authorization: "Bearer k", "content-type": "application/json" }, body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x" }) });
  const r = await submit();
  console.log("submit", r.status, (await r.text()).slice(0, 300));
  await mock.close();
  console.log("closed");
} catch (e) { console.log(Math.round(performance.now() - t0), "ms", (e as Error).name, (e as {code?: string}).code, (e as Error).message); }
