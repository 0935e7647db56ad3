import type { Habit } from "./habit.js";
import { fetchesExpiredResult } from "./list/fetches-expired-result.js";
import { goesOnWithRefusedKey } from "./list/goes-on-with-refused-key.js";
import { ignoresRetryAfter } from "./list/ignores-retry-after.js";
import { neverFetchesResult } from "./list/never-fetches-result.js";
import { pollsAfterEnd } from "./list/polls-after-end.js";
import { pollsTooOften } from "./list/polls-too-often.js";
import { refusesCallbacks } from "./list/refuses-callbacks.js";
import { retriesWhatCannotSucceed } from "./list/retries-what-cannot-succeed.js";
import { retriesWithoutIdempotencyKey } from "./list/retries-without-idempotency-key.js";
import { sendsUnknownParameters } from "./list/sends-unknown-parameters.js";
import { slowReceiver } from "./list/slow-receiver.js";
import { stopsPolling } from "./list/stops-polling.js";
import { submitsAgainAfterLostAnswer } from "./list/submits-again-after-lost-answer.js";
import { submitsTwiceWhileUnfinished } from "./list/submits-twice-while-unfinished.js";

const habitList = [
  pollsTooOften,
  pollsAfterEnd,
  stopsPolling,
  ignoresRetryAfter,
  goesOnWithRefusedKey,
  submitsAgainAfterLostAnswer,
  submitsTwiceWhileUnfinished,
  retriesWithoutIdempotencyKey,
  retriesWhatCannotSucceed,
  neverFetchesResult,
  fetchesExpiredResult,
  slowReceiver,
  refusesCallbacks,
  sendsUnknownParameters,
] as const;

/** All habits, in the order they are listed: what is asked, then what is submitted, fetched and received. */
export const habits: readonly Habit[] = habitList;

/** Id of a habit. */
export type HabitId = (typeof habitList)[number]["id"];
