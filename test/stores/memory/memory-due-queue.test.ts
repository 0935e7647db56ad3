import { MemoryDueQueue } from "../../../src/stores/memory/memory-due-queue.js";
import { dueQueueCases } from "../../ports/due-queue.cases.js";

dueQueueCases("due work in memory", () => new MemoryDueQueue());
