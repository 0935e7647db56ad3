import { MemoryIdempotencyKeys } from "../../../src/stores/memory/memory-idempotency-keys.js";
import { idempotencyKeyCases } from "../../ports/idempotency-keys.cases.js";

idempotencyKeyCases("idempotency keys in memory", () => new MemoryIdempotencyKeys());
