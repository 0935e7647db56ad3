import { bundledModelData } from "./generated/models.js";
import * as validators from "./generated/validators.js";
import type { ModelContract, SchemaError } from "./model-contract.js";

interface CompiledValidator {
  (body: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

const none: readonly never[] = Object.freeze([]);

/** A compiled validator as a function that returns its errors. */
function errorsOf(validator: CompiledValidator): ModelContract["validate"] {
  return (body) => (validator(body) ? none : (validator.errors ?? none));
}

/** The models of the bundled documents, in the guide's order, with the validators compiled from them. */
export const bundledModels: readonly ModelContract[] = bundledModelData.map((data, index) => {
  const validator = (validators as Record<string, unknown>)[`validate${index}`];
  if (typeof validator !== "function") throw new Error(`no validator was generated for ${data.id}`);
  return { ...data, validate: errorsOf(validator as CompiledValidator) };
});
