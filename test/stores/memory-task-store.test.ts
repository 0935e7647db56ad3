import { MemoryTaskStore } from "../../src/stores/memory-task-store.js";
import { taskStoreCases } from "./task-store.cases.js";

taskStoreCases("MemoryTaskStore", () => new MemoryTaskStore());
