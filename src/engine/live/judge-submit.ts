import { bearerToken } from "../../contract/authorization.js";
import { isBodyRefusal } from "../../contract/body-refusal.js";
import type { Contract } from "../../contract/contract.js";
import { outputOf } from "../../contract/effective-request.js";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import type { Finding } from "../../contract/finding.js";
import { type Rejection, rejection } from "../../contract/rejection.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type { AssetSource } from "../../ports/asset-source.js";
import { reservationFor } from "../../simulation/estimate.js";
import { isPriced, type MicroCredits, type PriceList } from "../../simulation/pricing.js";
import { cutText, longest } from "../../text/cut-text.js";
import { askedBody, judgeBody, mediaOf, readText } from "../judge-body.js";
import { type SentBody, type SubmitRequest, sentBody } from "../submit-request.js";
import { strictRejection, withTransportFindings } from "../transport-findings.js";

/** The parts that a submit is judged with. */
export interface SubmitJudge {
  readonly contract: Contract;
  readonly assets: AssetSource;
  readonly priceList: PriceList;
}

/** What the contract says about a submit before it is sent. */
export interface SubmitJudgement {
  /** Why the service would refuse it. */
  readonly rejection: Rejection | undefined;
  readonly findings: readonly Finding[];
  /** Its body, where it is a JSON object. */
  readonly body: Body | undefined;
  readonly model: string | undefined;
  /** The body as the journal keeps it. */
  readonly sent: SentBody | undefined;
  /** Micro-credits that it would reserve; `undefined` where it would be refused, or its model has no known price. */
  readonly price: MicroCredits | undefined;
}

/** Judges a submit as the engine does: the key, the body, then the headers. The credits of its account are not known here. */
export async function judgeSubmit(
  { contract, assets, priceList }: SubmitJudge,
  request: SubmitRequest,
): Promise<SubmitJudgement> {
  const read = typeof request.body === "string" ? await readText(contract, request.body) : request.body;
  const body = isBodyRefusal(read) ? undefined : read.body;
  const sent = body === undefined ? undefined : sentBody(body, request);
  const facts = { body, sent, model: modelIn(body), price: undefined };
  if (bearerToken(request.authorization) === undefined)
    return { ...facts, rejection: rejection(errorCatalogue.submit.unauthorized), findings: [] };
  const asked = askedBody(contract, read);
  if (isBodyRefusal(asked)) return { ...facts, rejection: asked.rejection, findings: asked.findings };
  const assetOf = await mediaOf(assets, asked, (url) => assets.assetOf(url));
  const verdict = judgeBody(contract, asked, assetOf);
  const findings = withTransportFindings(verdict, request, contract.settings);
  const refused = verdict.rejection ?? strictRejection(findings);
  const { model } = asked;
  if (refused !== undefined || !isPriced(priceList, model.id))
    return { ...facts, rejection: refused, findings };
  const output = outputOf(model, verdict.body, assetOf);
  const price = reservationFor(priceList, model, verdict.body, output, assetOf);
  return { ...facts, rejection: undefined, findings, price };
}

function modelIn(body: Body | undefined): string | undefined {
  const model: unknown = body?.model;
  return typeof model === "string" ? cutText(model, longest.id) : undefined;
}
