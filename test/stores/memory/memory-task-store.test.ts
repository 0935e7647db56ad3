import { MemoryTaskStore } from "../../../src/stores/memory/memory-task-store.js";
import { taskStoreCases } from "../../ports/task-store.cases.js";

taskStoreCases("MemoryTaskStore", () => new MemoryTaskStore());
