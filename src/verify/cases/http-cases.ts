import type { Contract } from "../../contract/contract.js";
import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { textToVideo } from "../../contract/models/text-to-video.js";
import { taskPath, vendorOperations } from "../../contract/vendor-operations.js";
import { submitCase } from "../submit-case.js";
import type { CaseRequest, Credentials, ExchangeCase, ExpectedOutcome } from "../verify-case.js";

/** An id of the documented form that no service has given out. */
const NOBODYS_TASK = "task-unified-1000000000-aaaaaaaa";

const SUBMIT = vendorOperations.submit.path;

const group = "http";

/** The HTTP errors that a client can bring about without a task of its own, and the free routes beside submit and query. */
export function httpCases(readings: readonly Contract[]): ExchangeCase[] {
  return [
    ...keyCases(),
    ...bodyCases(readings),
    ...queryCases(),
    ...routeCases(),
    ...accountCases(),
    ...listCases(),
    ...fileCases(),
  ];
}

/** Ways to come without a key. */
const keyless: readonly (readonly [what: string, credentials: Credentials])[] = [
  ["without a key", "none"],
  ["with an empty key", { header: "Bearer " }],
  ["with another scheme than Bearer", { header: "Basic d2FuOm1vY2s=" }],
];

function keyCases(): ExchangeCase[] {
  const submit = { method: "POST", path: SUBMIT, body: JSON.stringify(textToVideo.leastBody) };
  const query = get(taskPath(NOBODYS_TASK));
  const { submit: ofSubmit, query: ofQuery } = errorCatalogue;
  return keyless.flatMap(([what, credentials]) => [
    exchange(`http/submit ${what}`, { ...submit, credentials }, asDocumented(ofSubmit.unauthorized)),
    exchange(`http/query ${what}`, { ...query, credentials }, asDocumented(ofQuery.unauthorized)),
  ]);
}

/** Bodies that are no JSON object. */
const brokenBodies: readonly (readonly [what: string, text: string])[] = [
  ["is empty", ""],
  ["is cut off", '{"model":"wan2.7-text-to-video","prompt":"Ra'],
  ["is no JSON", "model=wan2.7-text-to-video&prompt=Rain"],
  ["has a trailing comma", '{"model":"wan2.7-text-to-video","prompt":"Rain",}'],
  ["has single quotes", "{'model':'wan2.7-text-to-video','prompt':'Rain'}"],
  ["holds NaN", '{"model":"wan2.7-text-to-video","prompt":"Rain","duration":NaN}'],
  ["is a list", '[{"model":"wan2.7-text-to-video","prompt":"Rain"}]'],
  ["is a text", '"wan2.7-text-to-video"'],
  ["is a number", "27"],
  ["is null", "null"],
];

/** Values of `model` that no document describes: the guide's own misspellings among them. */
const models: readonly (readonly [what: string, value: unknown])[] = [
  ["without a model", undefined],
  ["with null as model", null],
  ["with a number as model", 2.7],
  ["with a list as model", ["wan2.7-text-to-video"]],
  ["with a model that does not exist", "wan2.7-no-such-model"],
  ["with the model spelt wan-2.7-text-to-video", "wan-2.7-text-to-video"],
  ["with the model spelt wan27-t2v", "wan27-t2v"],
];

function bodyCases(readings: readonly Contract[]): ExchangeCase[] {
  return [
    ...brokenBodies.map(([what, text]) =>
      submitCase({ name: `http/submit whose body ${what}`, group, text }, readings),
    ),
    ...models.map(([what, model]) => {
      const text = JSON.stringify({ ...textToVideo.leastBody, model });
      return submitCase({ name: `http/submit ${what}`, group, text }, readings);
    }),
  ];
}

function queryCases(): ExchangeCase[] {
  const { invalid_task_id, task_not_found } = errorCatalogue.query;
  const malformed = [
    "27",
    "task-1000000000-aaaaaaaa",
    "unified-task-1000000000-aaaaaaaa",
    "TASK-UNIFIED-1-a",
  ];
  const query = (what: string, id: string, error: CatalogueEntry) =>
    exchange(`http/query of the ${what} ${id}`, get(taskPath(id)), asDocumented(error));
  return [
    ...malformed.map((id) => query("malformed id", id, invalid_task_id)),
    ...[NOBODYS_TASK, "task-unified-zzz"].map((id) => query("unknown task", id, task_not_found)),
  ];
}

/** No document describes these answers but by their status; bodies are such as no route could charge for. */
function routeCases(): ExchangeCase[] {
  const task = taskPath(NOBODYS_TASK);
  const nowhere = ["GET /v1/no-such-route", "POST /v1/no-such-route", `GET /v9/tasks/${NOBODYS_TASK}`];
  const wrong = [`GET ${SUBMIT}`, `PUT ${SUBMIT}`, `DELETE ${SUBMIT}`, `POST ${task}`, `PUT ${task}`];
  return [
    ...nowhere.map((route) => routeCase("unknown route", route, [404])),
    ...wrong.map((route) => routeCase("wrong method", route, [404, 405])),
  ];
}

function routeCase(what: string, route: string, statuses: readonly number[]): ExchangeCase {
  const [method = "", path = ""] = route.split(" ");
  const request = method === "GET" ? get(path) : { ...get(path), method, body: "{}" };
  return exchange(`http/${what} ${route}`, request, ...statuses.map((status) => ({ status })));
}

function accountCases(): ExchangeCase[] {
  return (["credits", "models"] as const).flatMap((route) => {
    const request = get(vendorOperations[route].path);
    return [
      exchange(`http/${route} of the key`, request, { status: 200, shape: route }),
      exchange(`http/${route} without a key`, { ...request, credentials: "none" }, { status: 401 }),
    ];
  });
}

/** Questions about several tasks: no page describes them, the vendor's own clients call them. */
function listCases(): ExchangeCase[] {
  const { list, batch } = vendorOperations;
  const body = JSON.stringify({ task_ids: [NOBODYS_TASK] });
  const asked = { ...get(batch.path), method: "POST", body };
  return [
    exchange("http/list of the tasks of the key", get(`${list.path}?page_size=1`), {
      status: 200,
      shape: "taskList",
    }),
    exchange("http/list of tasks without a key", { ...get(list.path), credentials: "none" }, { status: 401 }),
    // Nothing is charged for, but on a live service a POST that is accepted ends the run.
    {
      ...exchange("http/batch of an unknown task", asked, { status: 200, shape: "taskBatch" }),
      charges: true,
    },
    exchange("http/batch without a key", { ...asked, credentials: "none" }, { status: 401 }),
  ];
}

/** The file service lies at a host of its own, so a service at another base may answer that it has no such route. */
const ELSEWHERE: ExpectedOutcome = { status: 404 };

function fileCases(): ExchangeCase[] {
  const { uploadBase64, uploadUrl, uploadStream, fileList, fileQuota } = vendorOperations;
  const refused = (status: number): ExpectedOutcome => ({ status, shape: "fileError" });
  const keyless = (name: string, request: CaseRequest) =>
    exchange(`http/${name} without a key`, { ...request, credentials: "none" }, refused(401), ELSEWHERE);
  const uploads = [uploadBase64, uploadUrl, uploadStream].flatMap(({ path, method }) => {
    const request = { ...get(path), method, body: "{}" };
    const name = `upload by ${path.slice(path.lastIndexOf("/") + 1)}`;
    return [exchange(`http/${name} of no file`, request, refused(400), ELSEWHERE), keyless(name, request)];
  });
  return [
    ...uploads,
    exchange("http/files of the key", get(fileList.path), { status: 200, shape: "fileList" }, ELSEWHERE),
    keyless("files", get(fileList.path)),
    exchange("http/quota of files", get(fileQuota.path), { status: 200, shape: "fileQuota" }, ELSEWHERE),
    keyless("quota of files", get(fileQuota.path)),
  ];
}

function get(path: string): CaseRequest {
  return { method: "GET", path, credentials: "key" };
}

/** An error whose status, code, type and sentence a document gives. */
function asDocumented({ status, code, type, message }: CatalogueEntry): ExpectedOutcome {
  return { status, shape: "error", code, type, message };
}

/** None of these can be charged for: they name no task, no key, or no body. */
function exchange(name: string, request: CaseRequest, ...expects: ExpectedOutcome[]): ExchangeCase {
  return { kind: "exchange", name, group, charges: false, request, expects };
}
