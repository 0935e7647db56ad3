import { expect, it } from "vitest";
import { Recordings } from "../../src/compose/open-recordings.js";
import type { JournalListener } from "../../src/ports/journal.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

it("records what happens while the folder is being opened", async () => {
  const listeners = new Set<JournalListener>();
  const recordings = new Recordings({
    journal: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    taskOf: () => undefined,
    onWarning: (sentence) => expect.fail(sentence),
  });
  const starting = recordings.start({ to: temporaryFolder().path });
  for (const listener of listeners) {
    listener(
      {
        ...{ kind: "request", route: "submit", at: 0, sequence: 1, arrivedAfter: 0, milliseconds: 1 },
        ...{ requestId: "r", method: "POST", path: "/", status: 200, findings: [], task: "t" },
      },
      plainBody,
    );
  }
  recordings.close();
  expect((await starting).stop()).toEqual({ recordings: 1, unfinished: 1, disagreements: [] });
  expect(listeners.size).toBe(0);
});
