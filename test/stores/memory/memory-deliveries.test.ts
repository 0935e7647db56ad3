import { MemoryDeliveries } from "../../../src/stores/memory/memory-deliveries.js";
import { deliveriesCases } from "../../ports/deliveries.cases.js";

deliveriesCases("deliveries in memory", (most) => new MemoryDeliveries(most));
