import { expect, it } from "vitest";
import type { PaceText } from "../../../../src/simulation/pace.js";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { again, StoryClient } from "../../../insight/habits/describe-habit.js";

describeMatrix("a reset of the scope coverage", (serve) => {
  const still = async (pace: PaceText) => new StoryClient(await serve({ ...STILL, pace }));
  const ids = async (client: StoryClient) => (await client.findings()).map(({ habit }) => habit);

  it("drops what was found, and leaves journal and tasks alone", async () => {
    const client = await still("1h");
    const id = await client.task({ colour: "red" });
    await client.queries(id, again(22, "1s"));
    expect(await ids(client)).toEqual(["sends-unknown-parameters", "polls-too-often"]);
    const before = client.mock.journal.requests().length;
    expect((await client.control("reset", { scope: "coverage" })).status).toBe(200);
    expect(await ids(client)).toEqual([]);
    expect(client.mock.journal.requests()).toHaveLength(before);
    expect((await client.query(id)).status).toBe(200);
  });

  it("goes on watching tasks that live, from where they were", async () => {
    const client = await still("1h");
    const id = await client.task();
    await client.queries(id, again(20, "1s"));
    await client.control("reset", { scope: "coverage" });
    await client.query(id);
    expect(await client.findings()).toMatchObject([
      {
        habit: "polls-too-often",
        task: id,
        message: expect.stringContaining("asked for 21 times") as string,
      },
    ]);
  });

  it("does not forgive what the client still leaves undone", async () => {
    const client = await still("quick");
    const id = await client.task();
    await client.queries(id, ["5s"]);
    await client.control("reset", { scope: "coverage" });
    expect(await ids(client)).toEqual(["never-fetches-result"]);
    await client.download(id);
    expect(await ids(client)).toEqual([]);
  });

  it("has a habit told once more in the journal", async () => {
    const client = await still("1h");
    const told = () => client.mock.journal.entries().filter(({ kind }) => kind === "habit").length;
    for (const prompt of ["one", "two"]) await client.submit({ prompt, colour: "red" });
    expect(told()).toBe(1);
    await client.control("reset", { scope: "coverage" });
    await client.submit({ prompt: "three", colour: "red" });
    expect(told()).toBe(2);
  });
});
