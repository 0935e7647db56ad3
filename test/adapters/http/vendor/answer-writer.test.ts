import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { AnswerWriter } from "../../../../src/adapters/http/vendor/answer-writer.js";
import { Faults } from "../../../../src/adapters/http/vendor/faults.js";
import { errorCatalogue } from "../../../../src/contract/error-catalogue.js";
import { rejection } from "../../../../src/contract/rejection.js";
import { refusedWith } from "../../../../src/engine/answer.js";
import { MemoryAccounts } from "../../../../src/stores/memory/memory-accounts.js";
import { MemoryJournal } from "../../../../src/stores/memory/memory-journal.js";
import { SeededIdSource } from "../../../../src/stores/memory/seeded-id-source.js";
import { VirtualClock } from "../../../../src/stores/memory/virtual-clock.js";

it("tells a bug that shows while an answer is being kept, and breaks the request off", async () => {
  const bugs: unknown[] = [];
  const bug = new TypeError("a listener of the journal failed");
  const journal = new MemoryJournal();
  journal.subscribe(() => {
    throw bug;
  });
  const clock = new VirtualClock();
  const writer = new AnswerWriter({
    ...{ clock, journal, ids: new SeededIdSource(7), accounts: new MemoryAccounts() },
    faults: new Faults({ now: () => clock.now(), setAlarm: () => undefined }),
    // As on Redis: nothing is done at once.
    transactions: {
      run: async (useCase) => {
        await setImmediate();
        return useCase();
      },
      afterwards: (act) => act(),
      outside: (wait) => wait(),
    },
    onBug: (error) => bugs.push(error),
  });
  const request = Object.assign(new EventEmitter(), { headers: {}, method: "GET", url: "/nowhere" });
  const response = Object.assign(new EventEmitter(), { headersSent: false, destroyed: false });
  const destroy = () => (response.destroyed = true);
  const open = writer.open(
    request as unknown as IncomingMessage,
    Object.assign(response, { destroy }) as unknown as ServerResponse,
    "unknown",
  );
  writer.write(open, refusedWith(rejection(errorCatalogue.shared.not_found)));
  await setImmediate();
  await setImmediate();
  expect([bugs, response.destroyed]).toEqual([[bug], true]);
});
