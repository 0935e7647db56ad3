import { MemoryScenarioQueue } from "../../../src/stores/memory/memory-scenario-queue.js";
import { scenarioQueueCases } from "../../ports/scenario-queue.cases.js";

scenarioQueueCases("a queue of scenarios in memory", () => new MemoryScenarioQueue());
