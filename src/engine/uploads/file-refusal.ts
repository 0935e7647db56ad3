import { errorCatalogue } from "../../contract/error-catalogue.js";
import { makeFinding } from "../../contract/finding.js";
import { rejection } from "../../contract/rejection.js";
import { fileRefusedWith, type KnownFacts, type VendorAnswer } from "../answer.js";

/** A refusal of the file service: its entry in the catalogue, and what is wrong, as one sentence. */
export interface FileRefusal {
  readonly refused: keyof typeof errorCatalogue.upload;
  /** In place of the catalogue's. */
  readonly message?: string;
}

/** The refusal of a request that is not as it has to be. */
export function invalid(message: string): FileRefusal {
  return { refused: "invalid_request", message };
}

/** The answer of a refusal; with a sentence of its own it is a finding too, so that journal and log have it. */
export function answerRefusal({ refused, message }: FileRefusal, facts: KnownFacts): VendorAnswer {
  const entry = errorCatalogue.upload[refused];
  if (message === undefined) return fileRefusedWith(rejection(entry), [], facts);
  const finding = makeFinding({
    rule: `upload/${refused.replaceAll("_", "-")}`,
    severity: "error",
    pointer: "",
    message,
    source: { page: "files", at: "/paths" },
  });
  return fileRefusedWith(rejection(entry, { message: finding.message }), [finding], facts);
}
