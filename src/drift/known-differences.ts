import { allModels } from "../contract/models/model-ids.js";
import type { DriftFinding, KnownDifference } from "./drift-finding.js";

interface Decision {
  readonly change: string;
  /** As findings name it. */
  readonly parameter: RegExp;
  /** Models and documents that it holds for. Absent: all. */
  readonly models?: readonly string[];
  readonly published?: unknown;
  readonly because: string;
}

/** Where the bundled contract says otherwise than a published page on purpose: `docs/sources.md` has the reasons. */
const decisions: readonly Decision[] = [
  {
    change: "status-removed",
    parameter: /^404$/,
    models: allModels,
    because: "the guide answers an unknown model so; --unknown-model 403 answers as the model pages would",
  },
  {
    change: "status-removed",
    parameter: /^413$/,
    models: allModels,
    because: "no page says how a body over the limit is refused",
  },
  {
    change: "field-removed",
    parameter: /^\d{3} error\.param$/,
    models: allModels,
    because: "the page of the task query has it and the vendor's clients read it",
  },
  {
    change: "required",
    parameter: /^prompt$/,
    models: ["wan2.7-image-to-video", "wan2.7-video-edit"],
    published: false,
    because: "the guide requires it in all modes; --prompt-optional follows the page",
  },
  {
    change: "field-removed",
    parameter: /^200 task_info\.can_cancel$/,
    because: "some pages have it and newer ones leave it out",
  },
  {
    change: "field-removed",
    parameter: /^200 usage$/,
    models: ["tasks"],
    because: "the model pages have it, the page of the task query leaves it out",
  },
  {
    change: "enum",
    parameter: /^200 usage\.user_group$/,
    because: "some pages list the groups and newer ones leave them open",
  },
  {
    change: "type",
    parameter: /^200 error$/,
    models: ["tasks"],
    published: "null or object",
    because: "the page allows null for a task that has not failed, and the mock leaves the member out",
  },
  {
    change: "format",
    parameter: /./,
    models: ["files"],
    because: "the mock does not serve uploads: how their links and times are written makes no difference",
  },
  {
    change: "parameter-removed",
    parameter: /^(?:uploadPath|fileName)$/,
    models: ["files"],
    because: "the page tells the second spelling of the names in prose alone",
  },
];

/** Findings apart from the differences that were decided on. */
export function withoutKnown(found: readonly DriftFinding[]): {
  readonly findings: readonly DriftFinding[];
  readonly known: readonly KnownDifference[];
} {
  const findings: DriftFinding[] = [];
  const known: KnownDifference[] = [];
  for (const finding of found) {
    const { change, parameter, model, published } = finding;
    const decision = decisions.find(
      (one) =>
        one.change === change &&
        one.parameter.test(parameter) &&
        (one.models?.includes(model) ?? true) &&
        (one.published === undefined || one.published === published),
    );
    if (decision === undefined) findings.push(finding);
    else known.push({ model, parameter, change, because: decision.because });
  }
  return { findings, known };
}
