import type { Instant } from "../simulation/instant.js";

/** One try of a delivery. */
export interface Attempt {
  /** Instant it was due; sent at that instant unless the clock ran past it. */
  readonly due: Instant;
  readonly sent: Instant;
  /** It was begun before by a process that is no more: the receiver may have had it already. */
  readonly again?: true;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Why there is no answer. */
  readonly error?: string;
  /** Virtual seconds until the answer: 10 for a silent receiver. */
  readonly seconds: number;
  /** First 2 kB of the answer. */
  readonly answer?: string;
  /** Why the answer's body did not arrive whole. The status decides all the same. */
  readonly incomplete?: string;
}

/** All tries for one event of a task. */
export interface Delivery {
  /** Counts up from 1. */
  readonly id: number;
  readonly task: string;
  /** Account as people see it. */
  readonly key: string;
  readonly model: string;
  /** As the request named it. */
  readonly callbackUrl: string;
  /** Where it really goes; absent when withheld. */
  readonly target?: string;
  readonly state: "pending" | "delivered" | "given-up" | "withheld";
  /** Why it is withheld. */
  readonly reason?: string;
  readonly attempts: readonly Attempt[];
}

/** What is sent of a delivery that has not ended. */
export interface Outgoing {
  readonly url: string;
  /** JSON text. */
  readonly body: string;
  /** Refuse a name that resolves to an internal address. */
  readonly mustBePublic: boolean;
}

/** A delivery to be kept: pending with what is sent, or withheld with the reason. */
export type NewDelivery = Pick<Delivery, "task" | "key" | "model" | "callbackUrl"> &
  (
    | { readonly target: string; readonly outgoing: Outgoing }
    | { readonly reason: string; readonly outgoing?: undefined }
  );

/** How many deliveries are kept, and how many there ever were. */
export interface DeliveryBounds {
  /** Most that have ended; pending ones are kept beside them. */
  readonly most: number;
  /** Most bytes that those take in memory, about. */
  readonly mostBytes: number;
  readonly kept: number;
  readonly bytes: number;
  readonly pending: number;
  readonly made: number;
}

/**
 * Deliveries with their attempts: of those that have ended the newest, and all others. Each call is one atomic step.
 */
export interface Deliveries {
  readonly bounds: DeliveryBounds;
  /** Numbers a delivery and keeps it. */
  add(delivery: NewDelivery): Delivery | Promise<Delivery>;
  /** A delivery and what is to be sent of it; `undefined` once it has ended, or all were dropped. */
  find(id: number): PendingDelivery | undefined | Promise<PendingDelivery | undefined>;
  /**
   * Writes an attempt down, and the state after it.
   *
   * @returns the delivery as it is then; `undefined`, and nothing is changed, where `find` would find none
   */
  record(
    id: number,
    attempt: Attempt,
    state: "pending" | "delivered" | "given-up",
  ): Delivery | undefined | Promise<Delivery | undefined>;
  /** Those that are kept, oldest first; of one task when `task` is given. */
  list(task?: string): readonly Delivery[] | Promise<readonly Delivery[]>;
  /** Whether a delivery of a task has not ended. */
  isPending(task: string): boolean | Promise<boolean>;
  /** Drops all deliveries; their numbers go on. */
  clear(): void | Promise<void>;
}

/** A delivery that has not ended. */
export interface PendingDelivery {
  readonly delivery: Delivery;
  readonly outgoing: Outgoing;
}

/** Deliveries of this process: they can be listed without waiting. */
export interface LocalDeliveries extends Deliveries {
  list(task?: string): readonly Delivery[];
}
