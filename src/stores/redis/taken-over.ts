import { StateUnavailable } from "../../ports/transactions.js";

/** The error where a replica lost its turn with work in it. */
export function takenOver(): StateUnavailable {
  return new StateUnavailable(
    "another replica took over while this one did not answer in time: send the request again",
  );
}
