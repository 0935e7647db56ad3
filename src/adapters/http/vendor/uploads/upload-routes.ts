import type { VendorRoute } from "../../../../contract/vendor-operations.js";
import type { Uploads } from "../../../../engine/uploads/uploads.js";
import type { Transactions } from "../../../../ports/transactions.js";
import type { UploadedFile } from "../../../../simulation/uploads/uploaded-file.js";
import { fileHeaders, queryOf } from "../../wire.js";
import type { AnswerWriter, OpenRequest } from "../answer-writer.js";
import type { Faults } from "../faults.js";
import { answerFile } from "../file-answer.js";
import { writeFile } from "../result-files.js";
import { scenarioHeader } from "../scenario-header.js";
import { formUpload } from "./read-form-upload.js";
import { jsonUpload } from "./read-json-upload.js";

/** The routes of the file service. */
export type FileRoute = Extract<VendorRoute, `file${string}` | `upload${string}`>;

/** The parts that the file service answers with. */
export interface UploadRouteParts {
  readonly uploads: Uploads;
  readonly writer: AnswerWriter;
  readonly faults: Faults;
  readonly transactions: Transactions;
  /** Base of the links in an answer, given the request's `Host` header. */
  readonly originOf: (host: string | undefined) => string;
}

/** Answers a request to a route of the file service, given the parameters of its path, decoded. */
export async function answerFileRoute(
  open: OpenRequest,
  route: FileRoute,
  [id = "", name = ""]: readonly string[],
  parts: UploadRouteParts,
): Promise<void> {
  const { request } = open;
  const { uploads, writer, originOf } = parts;
  const call = { authorization: request.headers.authorization, scenario: scenarioHeader(request) };
  const write = (decide: () => ReturnType<Uploads["list"]>) => writer.answer(open, decide);
  const upload = (read: ReturnType<typeof formUpload>) =>
    write(() => uploads.upload(call, read, originOf(request.headers.host)));
  switch (route) {
    case "uploadBase64":
      return upload(jsonUpload(request, "base64_data"));
    case "uploadUrl":
      return upload(jsonUpload(request, "file_url"));
    case "uploadStream":
      return upload(formUpload(request));
    case "fileList":
      return write(() => uploads.list(call, queryOf(request)));
    case "fileQuota":
      return write(() => uploads.quota(call));
    case "fileDelete":
      return write(() => uploads.remove(call, id));
    case "fileLink":
      return answerLink(open, { id, name }, parts);
    case "fileDownload":
      return answerLink(open, { id }, parts);
  }
}

async function answerLink(
  open: OpenRequest,
  { id, name }: { readonly id: string; readonly name?: string },
  { uploads, writer, faults, transactions }: UploadRouteParts,
): Promise<void> {
  const { request, response, requestId } = open;
  const found = await transactions.run(() => uploads.link({ scenario: scenarioHeader(request) }, id, name));
  if (found.kind === "refused") {
    writer.write(open, found.answer);
    return;
  }
  const { file, fault, scenario } = found;
  const headers = fileHeaders(requestId, request.headers.origin);
  if (scenario !== undefined) headers.push("x-wan-mock-scenario", scenario);
  headers.push(
    ...["content-type", file.mediaType, "x-content-type-options", "nosniff"],
    ...[
      "cache-control",
      "private, max-age=3600",
      "content-disposition",
      disposition(file, name === undefined),
    ],
  );
  const { content } = file;
  const { status, start, end, hasBody } = answerFile(
    request,
    { length: content.length, etag: tagOf(file) },
    headers,
  );
  if (!hasBody) response.writeHead(status, headers).end();
  else if (fault === undefined) writeFile(response, status, headers, content.subarray(start, end));
  else faults.send(fault, response, status, headers, content.subarray(start, end));
  await writer.note(open, { status, findings: [], file: file.id, scenario, fault });
}

/** The name to save a file under, in letters that every header may have and, where it has others, as it is. */
function disposition({ name }: UploadedFile, isDownload: boolean): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._ -]/g, "_");
  const whole =
    plain === name ? "" : `; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, escaped)}`;
  return `${isDownload ? "attachment" : "inline"}; filename="${plain}"${whole}`;
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The bytes of a file never change; its id comes back after a reset, with another size or at another time. */
function tagOf({ id, uploadedAt, content }: UploadedFile): string {
  return `"${id}-${uploadedAt.toString(36)}-${(content?.length ?? 0).toString(36)}"`;
}
