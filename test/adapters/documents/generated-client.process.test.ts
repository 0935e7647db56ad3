import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { afterAll, expect, it } from "vitest";
import { startMock } from "../../../src/compose/start-mock.js";

const folder = mkdtempSync(join(tmpdir(), "wan-mock-client-"));
symlinkSync(fileURLToPath(new URL("../../../node_modules", import.meta.url)), join(folder, "node_modules"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A client as somebody writes it on top of the types that openapi-typescript makes of the document. */
const client = `import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Task = components["schemas"]["TaskDetailResponse"];
type Callback = components["schemas"]["FinishedTask"];

export async function makeVideo(baseUrl: string, advance: () => Promise<unknown>): Promise<string> {
  const api = createClient<paths>({ baseUrl, headers: { authorization: "Bearer key-a" } });
  const submitted = await api.POST("/v1/videos/generations", {
    params: { header: { "Idempotency-Key": "one-lighthouse-01" } },
    body: { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog", duration: 2 },
  });
  if (submitted.data === undefined) throw new Error(submitted.error.error.message);
  for (;;) {
    const { data, error } = await api.GET("/v1/tasks/{task_id}", {
      params: { path: { task_id: submitted.data.id } },
    });
    if (data === undefined) throw new Error(error.error.message);
    const link = linkIn(data);
    if (link !== undefined) return await download(link);
    await advance();
  }
}

function linkIn(task: Task): string | undefined {
  switch (task.status) {
    case "pending":
    case "processing":
      return undefined;
    case "completed":
      return task.results[0];
    case "failed":
      throw new Error(task.error.code);
    default:
      return task satisfies never;
  }
}

async function download(link: string): Promise<string> {
  const response = await fetch(link);
  return String(response.headers.get("content-type"));
}

export function told(task: Callback): string {
  return task.status === "completed" ? task.results.join() : task.error.message;
}

// @ts-expect-error a task that is not told apart has no results
export const early = (task: Task): string[] => task.results;
// @ts-expect-error a finished task does not wait
export const late = (task: Callback): boolean => task.status === "pending";
// @ts-expect-error an edit needs a video
export const body: components["schemas"]["wan2.7-video-edit"] = { model: "wan2.7-video-edit", prompt: "snow" };
`;

it("a client generated from the served document submits, polls, tells the cases apart and downloads", async () => {
  const mock = await startMock({ clock: "frozen" });
  const document = await (await fetch(`${mock.url}/_mock/openapi.json`)).text();
  writeFileSync(
    join(folder, "api.ts"),
    astToString(await openapiTS(document, { defaultNonNullable: false })),
  );
  writeFileSync(join(folder, "client.ts"), client);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const program = ts.createProgram([join(folder, "client.ts")], {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ["node"],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const { diagnostics } = program.emit();
  const complaints = [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
  expect(complaints).toEqual([]);
  const { makeVideo } = (await import(pathToFileURL(join(folder, "client.js")).href)) as {
    makeVideo: (baseUrl: string, advance: () => Promise<unknown>) => Promise<string>;
  };
  expect(await makeVideo(mock.url, () => mock.clock.advance("1s"))).toBe("video/mp4");
  await mock.close();
}, 60_000);
