import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { bundledDocument } from "../adapters/documents/bundled-document.js";
import { readPublished } from "../adapters/documents/read-documents.js";
import { bundledModels } from "../contract/bundled-models.js";
import { defaultSettings } from "../contract/settings.js";
import type { BundledDocument } from "../drift/compare-document.js";
import { type ComparedPage, comparePage } from "../drift/compare-page.js";
import { contractJudge } from "../drift/contract-judge.js";
import { fileService } from "../drift/file-service.js";
import {
  GUIDE,
  guideHeadings,
  legible,
  type MarkedSentence,
  type PlacedSentence,
  sentencesOfPage,
} from "../drift/page-sentences.js";
import { KitError } from "../errors/kit-error.js";
import { priceListOf } from "../simulation/price-lists.js";
import { bundledContract } from "./create-contract.js";

/** The results of comparing several pages. */
export interface ComparedPages {
  readonly pages: readonly ComparedPage[];
  /** Why the others could not be compared: `DOCUMENT_UNREADABLE`, `DOCUMENT_INVALID`, `DOCUMENT_WITHOUT_MODEL`. */
  readonly notCompared: readonly { readonly file: string; readonly error: KitError }[];
}

/**
 * Compares published pages with the contract that is bundled.
 *
 * @param files - Markdown, YAML, JSON or text; `-` for standard input; one that is named twice is compared once
 */
export async function comparePublished(files: readonly string[], stdin?: Readable): Promise<ComparedPages> {
  const reference = {
    bundled: await bundledDocuments(),
    judge: contractJudge(bundledContract({})),
    prices: guidePrices(),
    fingerprintOf,
  };
  const pages: ComparedPage[] = [];
  const notCompared: { file: string; error: KitError }[] = [];
  for (const file of new Set(files)) {
    try {
      pages.push(comparePage(await readPublished(file, stdin), reference));
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      notCompared.push({ file: file === "-" ? "stdin" : file, error });
    }
  }
  return { pages, notCompared };
}

/**
 * The sentences of a page with what they are recognised by.
 *
 * @internal
 */
export async function publishedSentences(file: string): Promise<(PlacedSentence & MarkedSentence)[]> {
  const page = legible(await readPublished(file));
  return sentencesOfPage(page, guideHeadings(page.text) > 2 ? GUIDE : "", fingerprintOf);
}

/** The guide's dollars a second by quality. */
function guidePrices(): Readonly<Record<string, number>> {
  const { models, creditsPerUsd } = priceListOf(defaultSettings);
  const perSecond = Object.entries(models["wan2.7-text-to-video"]?.perSecond ?? {});
  return Object.fromEntries(perSecond.map(([quality, credits]) => [quality, credits / creditsPerUsd]));
}

function fingerprintOf(normalised: string): string {
  return `sha256-${createHash("sha256").update(normalised).digest("base64").slice(0, 12)}`;
}

async function bundledDocuments(): Promise<readonly BundledDocument[]> {
  const names = [
    ...bundledModels.map(({ page, id }) => ({ name: page, model: id })),
    { name: "tasks" },
    { name: "account" },
  ];
  const documents = await Promise.all(
    names.map(async (one) => ({
      ...one,
      document: { place: `openapi/${one.name}.yaml`, root: await bundledDocument(one.name) },
    })),
  );
  return [...documents, fileService];
}
