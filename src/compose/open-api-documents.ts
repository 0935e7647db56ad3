import type { ModelContract } from "../contract/model-contract.js";

/** The OpenAPI documents of both sides; read when somebody asks, so that the start does not wait for them. */
export interface OpenApiDocuments {
  /** The vendor side with the models served. */
  readonly vendor: () => Promise<object>;
  /** The control side. */
  readonly control: () => Promise<object>;
}

/** The documents of a mock that serves these models, each put together once. */
export function openApiDocuments(models: readonly ModelContract[]): OpenApiDocuments {
  let vendor: Promise<object> | undefined;
  let control: Promise<object> | undefined;
  return {
    vendor: () =>
      (vendor ??= import("../adapters/documents/vendor-document.js").then(({ vendorDocument }) =>
        vendorDocument(models),
      )),
    control: () =>
      (control ??= import("../adapters/documents/bundled-document.js").then(({ bundledDocument }) =>
        bundledDocument("control"),
      )),
  };
}
