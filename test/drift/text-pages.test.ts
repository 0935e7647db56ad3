import { describe, expect, it } from "vitest";
import { asPage, compared } from "./published-page.js";
import { creditsPage, errorPage, errorText, taskPage, taskTables, uploadPage } from "./text-pages.js";

const told = async (text: string, name = "page.txt") =>
  (await compared(text, name)).findings
    .filter(({ change }) => change !== "prose-language")
    .map(({ severity, change, parameter }) => `${severity} ${change} ${parameter}`);

const pages = {
  "the task query": { text: taskPage, model: "tasks" },
  "the task query in tables": { text: taskTables, model: "tasks" },
  credits: { text: creditsPage, model: "account" },
  "an upload": { text: uploadPage, model: "files" },
  "error codes": { text: errorPage, model: "errors" },
  "error codes as copied text": { text: errorText, model: "errors" },
};

/** What of a page may differ without a difference in what it says. */
const settings: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "with other line ends and a byte order mark": (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`,
  "with tabs for bars": (text) =>
    text.replaceAll(/^\| (.*) \|$/gm, (_row, cells: string) => cells.replaceAll(" | ", "\t")),
  "with tables in HTML": (text) =>
    text.replaceAll(
      /^\| (.*) \|$/gm,
      (_row, cells: string) =>
        `<tr>\n${cells
          .split(" | ")
          .map((cell) => `<td>${cell}</td>`)
          .join("\n")}</tr>`,
    ),
  "with the columns the other way round and one more": (text) =>
    text.replaceAll(
      /^\| (.*) \|$/gm,
      (_row, cells: string) => `| ${[...cells.split(" | "), "More"].reverse().join(" | ")} |`,
    ),
  "with emphasis and links": (text) =>
    text.replaceAll(/`([a-z_]+)`/g, "[**$1**](/codes#$1)").replace("24 hours", "24&nbsp;**hours**"),
};

describe.each(Object.entries(pages))("the page of %s", (_what, { text, model }) => {
  it.each(Object.entries(settings))("agrees %s", async (_how, change) => {
    const page = await compared(change(text), "page.txt");
    expect([page.models, page.findings]).toEqual([[model], []]);
  });
});

type Seed = readonly [what: string, text: string, from: string | RegExp, to: string, found: string];

const seeds: readonly Seed[] = [
  [
    "a new failure",
    errorPage,
    "| `unknown",
    "| `legal_hold` | New | Wait |\n| `unknown",
    "critical failure-added 200 error.code",
  ],
  [
    "a new failure in copied text",
    errorText,
    "unknown_e",
    "legal_holdNewRetry later\nunknown_e",
    "critical failure-added 200 error.code",
  ],
  [
    "a new failure in a list",
    errorPage,
    "`resource_exhausted`.",
    "`node_lost`.",
    "critical failure-added 200 error.code",
  ],
  ["a failure gone", errorText, /^quota_exceeded.*\n/m, "", "warning failure-removed 200 error.code"],
  [
    "a failure that no longer passes",
    errorPage,
    "too long | Retry later",
    "too long | Do not retry",
    "warning retry-advice 200 error.code",
  ],
  [
    "a failure that passes now",
    errorText,
    "Check the id",
    "Retry later",
    "warning retry-advice 200 error.code",
  ],
  [
    "another code of a status",
    errorPage,
    "unauthorized",
    "token_expired",
    "critical error-code 401 error.code",
  ],
  [
    "a new status",
    errorText,
    "429rate",
    "451legal_blockNot here\n429rate",
    "warning status-added 451 error.code",
  ],
  ["a status gone", errorPage, /^\| 402.*\n/m, "", "warning status-removed 402"],
  ["a further task status", taskPage, "pending,", "pending,\nqueued,", "critical enum 200 status"],
  ["a task status gone", taskPage, "pending,\n", "", "warning enum 200 status"],
  ["a task status gone from a table", taskTables, "| `pending` | waits |\n", "", "critical enum 200 status"],
  [
    "a field",
    taskPage,
    "results\nstring",
    "preview\nstring\n\nresults\nstring",
    "warning field-added 200 preview",
  ],
  [
    "a field of an example",
    taskPage,
    '"can_cancel"',
    '"queue": 3,\n    "can_cancel"',
    "warning field-added 200 task_info.queue",
  ],
  [
    "a field of a table",
    taskTables,
    "| `usage`",
    "| `cost` | number | n |\n| `usage`",
    "warning field-added 200 cost",
  ],
  ["a field gone", taskPage, /^progress\n[^]*?(?=^results)/m, "", "critical field-removed 200 progress"],
  [
    "a field of another type",
    taskTables,
    "`results` | array",
    "`results` | string",
    "critical type 200 results",
  ],
  [
    "an example of another type",
    creditsPage,
    "70.5",
    '"70.5"',
    "critical type 200 data.token.remaining_credits",
  ],
  ["another lifetime of links", taskPage, "24 hours", "12 hours", "warning lifetime 200 results"],
  [
    "a field of credits",
    creditsPage,
    '"success": true',
    '"frozen": 3,\n  "success": true',
    "warning field-added 200 frozen",
  ],
  ["another lifetime of files", uploadPage, "72 hours", "7 days", "warning lifetime 200 data.expires_at"],
  ["further types of files", uploadPage, "image/webp", "image/webp, video/mp4", "warning upload-types file"],
  [
    "a parameter of an upload",
    uploadPage,
    "upload_path\n",
    "public\nboolean\n\nupload_path\n",
    "warning parameter-added public",
  ],
  [
    "a parameter of an upload gone",
    uploadPage,
    /^file_name\n[^]*?(?=^Response)/m,
    "",
    "critical parameter-removed file_name",
  ],
];

it.each(seeds)("shows %s", async (_what, text, from, to, found) => {
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  expect(await told(changed)).toEqual([found]);
});

describe("a page in another language", () => {
  const chinese = (text: string) =>
    text
      .replace("Response\n", "响应\n")
      .replaceAll("Available options:", "可用选项:")
      .replaceAll("Required range", "必填范围")
      .replaceAll(/^About .*$/gm, "关于这个字段的说明,视频生成任务的状态和结果")
      .replace("Links can be used for 24 hours.", "链接在24小时内有效");

  it("is compared by its fields and limits", async () => {
    expect(await told(chinese(taskPage))).toEqual([]);
    expect(await told(chinese(taskPage).replace("24小时", "12小时"))).toEqual([
      "warning lifetime 200 results",
    ]);
    expect(await told(chinese(taskPage).replace("pending,", "pending,\nqueued,"))).toEqual([
      "critical enum 200 status",
    ]);
  });

  it("is compared by its codes", async () => {
    const text = errorText.replaceAll(/(?<=[a-z_])(?:[A-Z][\w ,]*)$/gm, "请求失败,稍后重试");
    expect(await told(text)).toEqual([]);
    expect(await told(text.replace("unknown_error", "legal_hold新的\nunknown_error"))).toEqual([
      "critical failure-added 200 error.code",
    ]);
  });
});

it("knows a page of HTTP errors alone", async () => {
  const http = (rows: string) => `# Errors of api.evolink.ai\n\n| Code | Meaning |\n|---|---|\n${rows}`;
  const rows = ["400", "401", "402", "403", "404", "413", "429", "500", "502", "503"].map(
    (code) => `| ${code} | Some words |\n`,
  );
  expect(await told(http(rows.join("")))).toEqual([]);
  expect(await told(http([...rows, "| 451 | Withheld |\n"].join("")))).toEqual(["warning status-added 451"]);
  expect(await told(http(rows.filter((row) => !row.includes("402")).join("")))).toEqual([
    "warning status-removed 402",
  ]);
  const strange = http(rows.join("")).replace("api.evolink.ai", "api.example.com");
  await expect(compared(strange, "page.txt")).rejects.toThrow("nothing to compare");
});

it("compares the documents of uploads too", async () => {
  const upload = (further: object) =>
    asPage({
      openapi: "3.1.0",
      servers: [{ url: "https://files-api.evolink.ai" }],
      security: [{ key: [] }],
      paths: {
        "/api/v1/files/upload/url": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    required: ["file_url"],
                    properties: {
                      file_url: { type: "string", format: "uri" },
                      upload_path: { type: "string" },
                      file_name: { type: "string" },
                      ...further,
                    },
                  },
                },
              },
            },
            responses: { "200": { description: "Done" }, "400": { description: "Refused" } },
          },
        },
      },
      components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    });
  expect((await compared(upload({}))).findings).toEqual([]);
  const { models, findings } = await compared(upload({ overwrite: { type: "boolean" } }));
  expect([models, findings.map(({ change, parameter }) => [change, parameter])]).toEqual([
    ["files"],
    [["parameter-added", "overwrite"]],
  ]);
});
