import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { OpenAPIBackend } from "openapi-backend";
import { parse } from "yaml";
import { formats } from "../../src/contract/formats.js";
import { isOfFileService } from "../../src/contract/vendor-operations.js";
import { documentNames, readDocument } from "../contract/read-document.js";
import { DescribedAnswers, type Received } from "./described-answers.js";

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | Uint8Array;
}

interface Documented {
  readonly api: OpenAPIBackend;
  readonly operationId: string;
}

const folder = new URL("../../openapi/", import.meta.url);
const SUBMIT = "/v1/videos/generations";
const QUERY = "/v1/tasks/{task_id}";

/** The control side as its document describes it. */
export const control = new DescribedAnswers(readDocument("control"));
/** The routes beside submit and query. */
const account = new DescribedAnswers(readDocument("account"));
/** The file service. */
const files = new DescribedAnswers(readDocument("files"));

/** Per model the document of its submit; under `tasks` that of the query. */
const documents = new Map<string, Documented>();
for (const name of documentNames) {
  documents.set(
    name,
    await documented(
      readFileSync(new URL(`${name}.yaml`, folder), "utf8"),
      name === "tasks" ? QUERY : SUBMIT,
    ),
  );
}

/** `wan2.7-text-to-video 200`: answers that were held against a response of a document, so far. */
export const checkedAnswers = new Set<string>();

/**
 * Holds an answer of the control side against its document; one that it does not describe is an unknown route or
 * method, and fits the error of all others.
 *
 * @throws {Error} when it does not fit
 */
export function assertControlDocumented(sent: Sent, received: Received): void {
  const error = { $ref: "#/components/schemas/Error" };
  const misfits =
    control.misfitsOf(sent, received) ??
    ([403, 404, 405].includes(received.status)
      ? control.misfits(error, JSON.parse(received.text))
      : ["this answer is not described"]);
  if (misfits.length > 0) throw new Error(complaint(sent, received, misfits));
}

/**
 * Holds a JSON answer of the vendor side against the response that the documents describe for its operation
 * and status; an answer that no document describes is held against the envelope of all refusals.
 *
 * @throws {Error} when it does not fit
 */
export function assertDocumented(sent: Sent, received: Received): void {
  if (received.text === "") {
    // Its status is described all the same, on the routes of the control side.
    const misfits = sent.path.startsWith("/_mock/") ? (control.misfitsOf(sent, received) ?? []) : [];
    if (misfits.length > 0) throw new Error(complaint(sent, received, misfits));
    return;
  }
  // Script and style of the page are its own business.
  if (/^\/_mock\/(?:$|page\/)/.test(sent.path) && received.status === 200) return;
  if (sent.path === "/_mock" || sent.path.startsWith("/_mock/")) {
    assertControlDocumented(sent, received);
    return;
  }
  if (!String(received.headers["content-type"]).startsWith("application/json")) return;
  // What a scenario forces may be outside the document: it is an envelope all the same.
  const isForced = received.status >= 400 && received.headers["x-wan-mock-scenario"] !== undefined;
  const described = isForced
    ? undefined
    : (account.misfitsOf(sent, received) ?? files.misfitsOf(sent, received));
  const misfits =
    described ?? (isOfFileService(sent.path) ? fileMisfits(received) : misfitsOf(sent, received));
  if (misfits.length > 0) throw new Error(complaint(sent, received, misfits));
}

/** What in a refusal of the file service is not as all are. */
function fileMisfits({ text }: Received): string[] {
  return files.misfits({ $ref: "#/components/schemas/FileErrorResponse" }, JSON.parse(text));
}

function complaint({ method = "GET", path }: Sent, { status, text }: Received, misfits: string[]): string {
  return `${method} ${path} ${status}: ${misfits.join("; ")}\n${text}`;
}

/** What in an answer the documents do not allow. */
export function misfitsOf(sent: Sent, received: Received): string[] {
  const body: unknown = JSON.parse(received.text);
  const name = documentOf(sent);
  const found = documents.get(name);
  if (found === undefined) throw new Error(`there is no document ${name}`);
  const { api, operationId } = found;
  const operation = api.router.getOperation(operationId);
  const described = operation?.responses !== undefined && String(received.status) in operation.responses;
  const onRoute = sent.method === "POST" ? sent.path === SUBMIT : /^\/v1\/tasks\/[^/]+$/.test(sent.path);
  const status = described && onRoute ? received.status : 400;
  if (described && onRoute) checkedAnswers.add(`${name} ${status}`);
  const { errors } = api.validateResponse(body, operationId, status);
  const misfits = (errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? "does not fit"}`,
  );
  return received.status < 400 ? misfits : [...misfits, ...surplus(body)];
}

/** The envelope is all that a refusal holds; the schemas leave room for more. */
function surplus(body: unknown): string[] {
  const outer = Object.keys(body as object).filter((key) => key !== "error");
  const inner = Object.keys((body as { error?: object }).error ?? {});
  return [...outer, ...inner.filter((key) => !["code", "message", "type", "param"].includes(key))].map(
    (key) => `${key} is surplus`,
  );
}

function documentOf({ method, path, body }: Sent): string {
  if (method !== "POST" || path !== SUBMIT) return "tasks";
  const [, model] =
    /"model"\s*:\s*"([^"]+)"/.exec(typeof body === "string" ? body.slice(0, 10_000) : "") ?? [];
  return model !== undefined && documents.has(model) ? model : "wan2.7-text-to-video";
}

async function documented(text: string, path: string): Promise<Documented> {
  const definition = parse(text) as { paths: Record<string, Record<string, { operationId: string }>> };
  const operationId = definition.paths[path]?.[path === SUBMIT ? "post" : "get"]?.operationId;
  if (operationId === undefined) throw new Error(`no operation at ${path}`);
  const api = new OpenAPIBackend({
    definition: definition as never,
    quick: true,
    ajvOpts: { allErrors: true, strict: false },
    customizeAjv: (_original, options) => {
      const ajv = new Ajv2020(options);
      ajvFormats.default(ajv);
      ajv.addFormat("uri", formats.uri);
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the 2020-12 class of the same library
      return ajv;
    },
  });
  await api.init();
  return { api, operationId };
}
