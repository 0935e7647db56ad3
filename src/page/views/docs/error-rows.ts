import type { Operation } from "./reference.js";

/** A refusal that an operation may answer with. */
export interface ErrorRow {
  readonly status: string;
  readonly code: string;
  readonly message: string;
  /** When it is given. */
  readonly when: string;
  readonly operation: Operation;
}

/** The refusals that a document shows by example, each code once for each operation. */
export function errorRows(operations: readonly Operation[]): ErrorRow[] {
  return operations.flatMap((operation) => {
    const rows = operation.answers
      .filter(({ status }) => /^[45]/.test(status))
      .flatMap(({ status, examples, description }) =>
        examples.flatMap(({ value, summary = description }): ErrorRow[] => {
          const { code, message } = refusalIn(value);
          return code === "" ? [] : [{ status, code, message, when: withoutModel(summary), operation }];
        }),
      );
    return rows.filter(({ code }, at) => rows.findIndex((row) => row.code === code) === at);
  });
}

/** The code and sentence of a refusal: of the API, or of its file service. */
function refusalIn(value: unknown): { readonly code: string; readonly message: string } {
  const { error, code, msg } = (value ?? {}) as {
    readonly error?: { readonly code?: unknown; readonly message?: unknown };
    readonly code?: unknown;
    readonly msg?: unknown;
  };
  return { code: textOf(error?.code ?? code), message: textOf(error?.message ?? msg) };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** `wan2.7-video-edit: Model not granted` -> `Model not granted` */
function withoutModel(summary: string): string {
  return summary.replace(/^[\w.-]+: /, "");
}
