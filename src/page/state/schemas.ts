import type { components } from "../generated/control-api.js";

/** The schemas of the control side. */
export type Schemas = components["schemas"];
