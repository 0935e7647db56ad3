import { type BodyRefusal, isBodyRefusal, refuseBody } from "../contract/body-refusal.js";
import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import type { Correction } from "../contract/correction/correct-body.js";
import { type EffectiveRequest, effectiveRequest } from "../contract/effective-request.js";
import type { VendorError } from "../contract/error-catalogue.js";
import type { Finding } from "../contract/finding.js";
import type { AssetOf } from "../contract/media/media-inputs.js";
import type { ReadBody } from "../contract/read-body.js";
import type { Asset } from "../contract/rules/define-rule.js";
import { rules } from "../contract/rules/rule-list.js";
import { defaultSettings } from "../contract/settings.js";
import {
  type AskedBody,
  askedBody,
  judgeBody,
  mediaOf,
  readText,
  taskErrorOf,
} from "../engine/judge-body.js";
import { KitError } from "../errors/kit-error.js";
import { type ContractOptions, checkSettings } from "../options/mock-options.js";
import { readKnownAssets } from "../options/read-assets.js";
import { settingsOf } from "../options/read-options.js";
import type { AssetSource, KnownAsset } from "../ports/asset-source.js";
import { type Estimate, estimateOf } from "../simulation/estimate.js";
import { priceListOf } from "../simulation/price-lists.js";
import type { PriceList } from "../simulation/pricing.js";
import { KnownAssets, ListedAssets, sampleNames } from "../stores/assets/known-assets.js";
import { isJsonObject } from "../text/is-json-object.js";

/** The service's verdict on a request body. */
export interface RequestVerdict {
  readonly accepted: boolean;
  /** HTTP status of the answer: 200 when accepted. */
  readonly status: number;
  /** The `error` object of the answer, when refused. */
  readonly error?: VendorError;
  /** The `error` object of the task, when the request is accepted and its media then fail the task. */
  readonly taskError?: { readonly code: string; readonly message: string; readonly type: string };
  /** Errors and warnings: schema first, then the rules in their order. */
  readonly findings: readonly Finding[];
  /** The request as the service would work with it, when accepted. */
  readonly effective?: EffectiveRequest;
  /** Credits that its submit would reserve, when accepted; `POST /_mock/lint` alone has it. */
  readonly estimate?: Estimate;
}

/** Known media: a list of URLs and patterns, the same as a record by URL or pattern, or a function. */
export type AssetsOfRequest =
  | readonly KnownAsset[]
  | Readonly<Record<string, Asset>>
  | ((url: string) => Asset | undefined);

let standardContract: Contract | undefined;

/**
 * Judges a request body by the bundled contract. Pure and synchronous; never throws on any body.
 *
 * @param body - the parsed body, or its JSON text (only the text can tell repeated keys)
 * @param settings - readings of the contract that differ from the defaults
 * @param assets - what is known of the media that the body names; names of the mock's samples are known without
 * @throws {KitError} `UNKNOWN_RULE` when the settings name a rule that does not exist; `INVALID_OPTION` for an
 * asset that cannot be read
 * @example
 * validateRequest({ model: "wan2.7-text-to-video", prompt: "rain", duration: 16 }).error?.message;
 * // "duration must be at most 15, got 16"
 */
export function validateRequest(
  body: unknown,
  settings: ContractOptions = {},
  assets?: AssetsOfRequest,
): RequestVerdict {
  return judge(contractFor(settings), body, { assets: sourceOf(assets) });
}

/**
 * The cost of a request, in credits and dollars. Pure and synchronous. A clip of unknown length counts as the
 * price list has it; the task may settle at less.
 *
 * @param body - the parsed body, or its JSON text
 * @param settings - readings of the contract that differ from the defaults; `priceList` and `prices` are among them
 * @param assets - what is known of the media that the body names, as for `validateRequest`
 * @returns credits as the submit would reserve them, the same in dollars, and the seconds billed
 * @throws {KitError} `BODY_REFUSED` for a body that would be refused, with the reason; `UNKNOWN_PRICE_LIST`; `INVALID_OPTION`
 * @example
 * estimateCost({ model: "wan2.7-text-to-video", prompt: "Rain" }).usd; // 0.43
 */
export function estimateCost(
  body: unknown,
  settings: ContractOptions = {},
  assets?: AssetsOfRequest,
): Estimate {
  checkSettings(settings);
  const list = priceListOf(settingsOf(settings));
  const { estimate, error } = judge(contractFor(settings), body, {
    assets: sourceOf(assets),
    priceList: list,
  });
  if (estimate === undefined) {
    throw new KitError(
      "BODY_REFUSED",
      `this body would be refused and costs nothing: ${error?.message ?? "no reason is known"}`,
    );
  }
  return estimate;
}

const samplesAlone = new KnownAssets([sampleNames]);

/**
 * Known media as a caller gives them; names of samples are known besides.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
function sourceOf(assets: AssetsOfRequest | undefined): AssetSource {
  if (assets === undefined) return samplesAlone;
  if (typeof assets === "function") return new KnownAssets([{ assetOf: assets }, sampleNames]);
  const list = Array.isArray(assets)
    ? (assets as readonly KnownAsset[])
    : Object.entries(assets as Readonly<Record<string, Asset>>).map(([url, asset]) => ({ ...asset, url }));
  return new KnownAssets([new ListedAssets(readKnownAssets(list)), sampleNames]);
}

/**
 * Judges a body, or the JSON text of one, by a contract and what is known of its media; with a price list the verdict
 * has what a submit would reserve.
 */
export function judge(
  contract: Contract,
  body: unknown,
  { assets = samplesAlone, priceList }: { assets?: AssetSource; priceList?: PriceList } = {},
): RequestVerdict {
  const asked = askedBody(contract, typeof body === "string" ? contract.read(body) : asRead(body));
  if (isBodyRefusal(asked)) return refused(asked);
  return verdictOn(contract, asked, (url) => assets.assetOf(url), priceList);
}

/** A verdict, and the body corrected. */
export interface LintVerdict extends RequestVerdict {
  /** Where it was asked for and a finding is an error; `null` for a body that cannot be corrected. */
  readonly corrected?: Correction | null;
}

/**
 * The same, with files of folders read where the source has any, and other work done between the steps of a long text.
 *
 * @param beside.corrects - whether a body with errors is corrected as well. Default `false`
 */
export async function judgeWithFiles(
  contract: Contract,
  text: string,
  beside: { assets: AssetSource; priceList?: PriceList; corrects?: boolean },
): Promise<LintVerdict> {
  const { assets, priceList, corrects = false } = beside;
  const read = await readText(contract, text);
  const asked = askedBody(contract, read);
  const anyAsset: AssetOf = (url) => assets.assetOf(url);
  const assetOf = isBodyRefusal(asked) ? anyAsset : await mediaOf(assets, asked, anyAsset);
  const verdict = isBodyRefusal(asked) ? refused(asked) : verdictOn(contract, asked, assetOf, priceList);
  if (!corrects || verdict.findings.every(({ severity }) => severity !== "error")) return verdict;
  if (isBodyRefusal(read)) return { ...verdict, corrected: null };
  // Imported here: few ask for it.
  const { correctBody } = await import("../contract/correction/correct-body.js");
  return { ...verdict, corrected: correctBody(contract, read, { assetOf }) ?? null };
}

function verdictOn(
  contract: Contract,
  asked: AskedBody,
  assetOf: AssetOf,
  priceList: PriceList | undefined,
): RequestVerdict {
  const verdict = judgeBody(contract, asked, assetOf);
  const { rejection, findings, model, body } = verdict;
  if (rejection !== undefined) return refused({ rejection, findings });
  const effective = effectiveRequest(model, asked.read.body, body, assetOf);
  const taskError = taskErrorOf(verdict);
  return {
    ...{ accepted: true, status: 200, findings, effective },
    ...(taskError === undefined ? {} : { taskError }),
    ...(priceList === undefined ? {} : { estimate: estimateOf(priceList, model, body, assetOf) }),
  };
}

/** The bundled contract under these settings. */
function contractFor(settings: ContractOptions): Contract {
  checkSettings(settings);
  if (Object.keys(settings).length > 0) {
    return new Contract(bundledModels, rules, settingsOf(settings));
  }
  standardContract ??= new Contract(bundledModels, rules, defaultSettings);
  return standardContract;
}

/** A body that comes without its text, which alone can tell repeated keys. */
function asRead(body: unknown): ReadBody | BodyRefusal {
  return isJsonObject(body)
    ? { body, duplicates: [] }
    : refuseBody("json/object", "the body must be a JSON object");
}

function refused(refusal: BodyRefusal): RequestVerdict {
  const { status, error } = refusal.rejection;
  return { accepted: false, status, error, findings: refusal.findings };
}
