import { expect, it } from "vitest";
import { runProgram } from "../harness/run-program.js";
import { plainBody } from "../harness/sample-bodies.js";

it("tells a habit at the end of a program that it runs", async () => {
  const client = `
    const url = process.env.EVOLINK_BASE_URL, headers = { authorization: "Bearer key-a" };
    for (const prompt of ["one", "two"]) {
      const init = { method: "POST", headers, body: JSON.stringify({ model: "${plainBody.model}", prompt }) };
      const { id } = await (await fetch(url + "/v1/videos/generations", init)).json();
      await fetch(url + "/v1/tasks/" + id, { headers });
    }`;
  const ran = async (log: string) => {
    const args = ["run", "--pace", "instant", "--log", log, "--", process.execPath];
    return (await runProgram([...args, "--input-type=module", "-e", client])).stderr;
  };
  expect(await ran("pretty")).toMatch(
    /habit {2}2 findings, the first: .* {2}never-fetches-result\nwan-mock stopped: 2 tasks[^]*1 bad habit of the client: never-fetches-result\n/,
  );
  const lines = (await ran("json")).trim().split("\n");
  const told = lines.map((line) => JSON.parse(line) as { kind: string }).slice(-2);
  expect(told).toMatchObject(Array(2).fill({ kind: "habit", habit: "never-fetches-result" }));
});
