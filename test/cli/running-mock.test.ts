import { expect, it } from "vitest";
import { RunningMock } from "../../src/cli/sources/running-mock.js";
import { startReceiver } from "../harness/receiver.js";

it("takes no endless answer for a mock's", async () => {
  const piece = Buffer.alloc(1024 * 1024, " ");
  let sent = 0;
  const server = await startReceiver((response) => {
    const more = () => {
      while (!response.destroyed && response.write(piece)) sent++;
      sent++;
    };
    response.on("drain", more);
    more();
  });
  const name = server.url;
  await expect(new RunningMock(name).habits()).rejects.toMatchObject({
    code: "INPUT_UNREADABLE",
    message: `${name} is no wan-mock: its answer has more than 50000000 bytes`,
  });
  expect(sent).toBeLessThan(100);
  await server.close();
});

it("refuses a token that no header can carry before it asks", () => {
  expect(() => new RunningMock("http://127.0.0.1:1", "a\nb")).toThrow("controlToken is sent in a header");
});
