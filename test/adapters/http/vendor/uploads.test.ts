import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMock } from "../../../../src/compose/create-mock.js";
import {
  describeMatrix,
  type ErrorJson,
  type Reply,
  type ServedMock,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { openSocket, sendRaw } from "../../../harness/raw-http.js";
import { sampleBytes } from "../../../harness/sample-bytes.js";
import { startMock } from "../../../harness/start-mock.js";
import {
  FILES,
  fileOf,
  partOf,
  pathOf,
  sendForm,
  type UploadJson,
  uploadForm,
  uploadJson,
} from "../../../harness/uploads.js";

const GIF = Buffer.from("R0lGODlhAQABAAAAACw=", "base64");
const keyA = { authorization: "Bearer key-a" };

const get = (mock: ServedMock, path: string, headers: Record<string, string> = {}) =>
  mock.send({ path, headers });
const remove = (mock: ServedMock, id: string, key = "key-a") =>
  mock.send({ method: "DELETE", path: `${FILES}/${id}`, headers: { authorization: `Bearer ${key}` } });
const refusal = (reply: Reply) => {
  const { success, code, msg, ...others } = reply.json<UploadJson>();
  expect([success, others]).toEqual([false, {}]);
  return [reply.status, code, msg];
};
const total = async (mock: ServedMock, key = "key-a") => {
  const reply = await get(mock, `${FILES}/list`, { authorization: `Bearer ${key}` });
  return reply.json<{ data: { total: number } }>().data.total;
};

const edit = (url: string) => ({
  ...{ model: "wan2.7-video-edit", prompt: "Repaint it in charcoal", video_urls: [url], duration: 0 },
});
const frame = (url: string) => ({
  model: "wan2.7-image-to-video",
  prompt: "The kite climbs",
  image_start: url,
});

describeMatrix("an uploaded file", (serve) => {
  it("is stored with links, and served by them with ranges", async () => {
    const mock = await serve(STILL);
    const clip = sampleBytes("video-4s-640x480.mp4");
    const stored = fileOf(await uploadForm(mock, clip, { filename: "tram.mp4" }));
    const { file_id: id } = stored;
    expect(id).toMatch(/^file_[0-9a-f]{12}$/);
    expect(stored).toEqual({
      ...{ file_id: id, file_name: `${id}.mp4`, original_name: "tram.mp4", file_size: clip.length },
      ...{ mime_type: "video/mp4", upload_path: "videos" },
      file_url: `${mock.fallbackUrl}/uploads/${id}/${id}.mp4`,
      download_url: `${mock.fallbackUrl}/api/v1/files/download/${id}`,
      ...{ upload_time: "2026-09-01T20:00:00+08:00", expires_at: "2026-09-04T20:00:00+08:00" },
    });
    const whole = await get(mock, pathOf(stored.file_url));
    expect([whole.status, whole.bytes.equals(clip)]).toEqual([200, true]);
    expect(whole.headers).toMatchObject({
      ...{ "content-type": "video/mp4", "x-content-type-options": "nosniff" },
      "content-disposition": `inline; filename="${id}.mp4"`,
    });
    const part = await get(mock, pathOf(stored.download_url), { range: "bytes=4-7" });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([
      206,
      "ftyp",
      `bytes 4-7/${clip.length}`,
    ]);
    expect(part.headers["content-disposition"]).toBe(`attachment; filename="${id}.mp4"`);
    const same = await get(mock, pathOf(stored.file_url), { "if-none-match": whole.headers["etag"] ?? "" });
    expect(same.status).toBe(304);
    expect((await get(mock, `/uploads/${id}/other.mp4`)).status).toBe(404);
  });

  it("decides the length, the credits and the pixels of an edit", async () => {
    const mock = await serve(STILL);
    const { file_url: url } = fileOf(await uploadForm(mock, sampleBytes("video-4s-640x480.mp4")));
    const submitted = await mock.submit(edit(url));
    expect(submitted.headers["x-wan-mock-findings"]).toBeUndefined();
    // 4 s in and 4 s out at 5.848 credits a second.
    expect(submitted.json().usage.credits_reserved).toBe(46.784);
    const shown = await get(mock, `/_mock/tasks/${submitted.json().id}`);
    expect(shown.json<{ effective: { output: unknown } }>().effective.output).toMatchObject({ seconds: 4 });
  });

  it("fails a task whose limit it breaks: a PNG with transparency", async () => {
    const mock = await serve(STILL);
    const content = sampleBytes("image-640x480-transparent.png");
    const { download_url: url } = fileOf(
      await uploadJson(mock, "base64", {
        base64_data: `data:image/png;base64,${content.toString("base64")}`,
      }),
    );
    const submitted = await mock.submit(frame(url));
    expect([submitted.status, submitted.headers["x-wan-mock-findings"]]).toEqual([
      200,
      "asset-image-is-opaque",
    ]);
    await mock.clock.advance("1m");
    const failed = (await mock.query(submitted.json().id)).json<TaskJson & ErrorJson>();
    expect([failed.status, failed.error.code]).toEqual(["failed", "image_processing_error"]);
  });

  it("is there for 72 hours of virtual time, to the millisecond", async () => {
    const mock = await serve(STILL);
    const stored = fileOf(
      await uploadForm(mock, sampleBytes("image-640x480-transparent.png"), { fileName: "image-640x480.png" }),
    );
    const findings = async () => (await mock.submit(frame(stored.file_url))).headers["x-wan-mock-findings"];
    await mock.clock.advance(72 * 3_600_000 - 1);
    expect((await get(mock, pathOf(stored.file_url))).status).toBe(200);
    expect(await findings()).toBe("asset-image-is-opaque");
    await mock.clock.advance(1);
    const gone = [404, 404, "The file does not exist or has expired"];
    expect(refusal(await get(mock, pathOf(stored.file_url)))).toEqual(gone);
    expect(refusal(await get(mock, pathOf(stored.download_url)))).toEqual(gone);
    expect(refusal(await remove(mock, stored.file_id))).toEqual(gone);
    expect(await total(mock)).toBe(0);
    // Nothing is known of it any more, though its name is that of a sample.
    expect(await findings()).toBe("media-url-is-reachable");
  });

  it("belongs to its key", async () => {
    const mock = await serve(STILL);
    const own = fileOf(await uploadForm(mock, GIF));
    await uploadForm(mock, GIF, { key: "key-b" });
    expect([await total(mock), await total(mock, "key-b"), await total(mock, "key-c")]).toEqual([1, 1, 0]);
    expect(refusal(await remove(mock, own.file_id, "key-b"))).toEqual([
      ...[403, 403, "You don't have permission to access this file"],
    ]);
    expect((await remove(mock, own.file_id)).json()).toEqual({
      ...{ success: true, code: 200, msg: "File deleted successfully" },
    });
    expect((await remove(mock, own.file_id)).status).toBe(404);
    expect((await get(mock, pathOf(own.file_url))).status).toBe(404);
    const withoutKey = await get(mock, `${FILES}/list`);
    expect(refusal(withoutKey)).toEqual([401, 401, "Authentication required"]);
  });

  it("is listed newest first, by pages", async () => {
    const mock = await serve(STILL);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.unshift(fileOf(await uploadForm(mock, GIF)).file_id);
    const page = async (query: string) => {
      const reply = await get(mock, `${FILES}/list${query}`, keyA);
      return reply.json<{ data: { total: number; files: { file_id: string }[] } }>().data;
    };
    const all = await page("");
    expect([all.total, all.files.map((file) => file.file_id)]).toEqual([3, ids]);
    expect((await page("?page=2&pageSize=2")).files.map((file) => file.file_id)).toEqual(ids.slice(2));
    expect(refusal(await get(mock, `${FILES}/list?pageSize=101`, keyA))).toEqual([
      ...[400, 400, 'pageSize must be a whole number from 1 to 100, got "101"'],
    ]);
  });

  it("is dropped by a reset, of the uploads or of all", async () => {
    const mock = await serve(STILL);
    for (const scope of ["uploads", "all"]) {
      const { file_url: url } = fileOf(await uploadForm(mock, GIF));
      await mock.send({ method: "POST", path: "/_mock/reset", body: '{"scope":"tasks"}' });
      expect((await get(mock, pathOf(url))).status).toBe(200);
      await mock.send({ method: "POST", path: "/_mock/reset", body: JSON.stringify({ scope }) });
      expect((await get(mock, pathOf(url))).status).toBe(404);
    }
    const health = (await get(mock, "/_mock/health")).json<{ uploads: object }>();
    expect(health.uploads).toEqual({ most_bytes: 536_870_912, bytes: 0, files: 0 });
  });

  it("is told of in the journal and the metrics, its bytes are not", async () => {
    const mock = await serve(STILL);
    const { file_id: id, file_url: url } = fileOf(
      await uploadJson(mock, "base64", { base64_data: GIF.toString("base64") }),
    );
    await get(mock, pathOf(url));
    await uploadJson(mock, "base64", { base64_data: "!" });
    const told = mock.journal
      .requests({})
      .map(({ route, status, code, file }) => [route, status, code, file]);
    expect(told).toEqual([
      ["uploadBase64", 200, undefined, id],
      ["fileLink", 200, undefined, id],
      ["uploadBase64", 400, "400", undefined],
    ]);
    const [, , refused] = mock.journal.requests({});
    expect(refused?.findings.map(({ rule }) => rule)).toEqual(["upload/invalid-request"]);
    expect(JSON.stringify(mock.journal.entries())).not.toContain(GIF.toString("base64"));
    const metrics = (await get(mock, "/_mock/metrics")).text;
    expect(metrics).toContain(
      'wan_mock_requests_total{route="/api/v1/files/upload/base64",method="POST",status="200"} 1',
    );
    const { items } = (await get(mock, "/_mock/coverage")).json<{ items: { id: string; hits: number }[] }>();
    const hit = items.filter(({ hits }) => hits > 0).map((item) => item.id);
    expect(hit.filter((item) => item.startsWith("route/"))).toEqual([
      "route/uploadBase64/answered",
      "route/fileLink/answered",
    ]);
  });
});

describeMatrix("names of uploads", (serve) => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\fakepath\\kite.png", "kite.png"],
    ["kite\u0007\u202e.png", "kite\u202e.png"],
    ["雨.png", "雨.png"],
    ["..", ".."],
    ["", undefined],
  ])("are taken from a file called %j", async (filename, original) => {
    const mock = await serve(STILL);
    const reply = await uploadForm(mock, GIF, { filename: filename.replaceAll("\\", "\\\\") });
    const stored = fileOf(reply);
    expect(stored.original_name).toBe(original ?? stored.file_name);
    expect(stored.file_name).toBe(`${stored.file_id}.gif`);
  });

  it.each([
    ["avatar ü.gif", `inline; filename="avatar _.gif"; filename*=UTF-8''avatar%20%C3%BC.gif`],
    ["a'(b)*.gif", `inline; filename="a__b__.gif"; filename*=UTF-8''a%27%28b%29%2A.gif`],
    ["x%2F..%2Fy", `inline; filename="x_2F.._2Fy"; filename*=UTF-8''x%252F..%252Fy`],
  ])("make the link and the name to save %j under", async (name, disposition) => {
    const mock = await serve(STILL);
    const stored = fileOf(await uploadForm(mock, GIF, { file_name: name, uploadPath: "/in/2026/" }));
    expect([stored.file_name, stored.upload_path]).toEqual([name, "in/2026"]);
    const reply = await get(mock, pathOf(stored.file_url));
    expect([reply.status, reply.headers["content-disposition"]]).toEqual([200, disposition]);
  });

  const plain = "must be the plain name of a file";
  const folders = "must be names of folders with / between";
  it.each([
    ["file_name", "../x.png", `file_name ${plain}, got "../x.png": it holds a slash or a backslash`],
    ["file_name", "..", `file_name ${plain}, got "..": it holds the part ".."`],
    ["file_name", "a\u0000b", `file_name ${plain}, got "a\\u0000b": it holds a control character`],
    [
      "file_name",
      "x".repeat(201),
      `file_name ${plain}, got "${"x".repeat(60)}...": it has a part of more than 200 characters`,
    ],
    ["upload_path", "a/../b", `upload_path ${folders}, got "a/../b": it holds the part ".."`],
    ["upload_path", "a//b", `upload_path ${folders}, got "a//b": it has an empty part`],
    ["upload_path", "a\\b", `upload_path ${folders}, got "a\\\\b": it holds a slash or a backslash`],
    [
      "upload_path",
      "a/".repeat(300),
      `upload_path ${folders}, got "${"a/".repeat(30)}...": it has more than 500 characters`,
    ],
  ])("refuse %s %j", async (param, given, message) => {
    const mock = await serve(STILL);
    const reply = await uploadJson(mock, "base64", { base64_data: GIF.toString("base64"), [param]: given });
    expect(refusal(reply)).toEqual([400, 400, message]);
    expect(await total(mock)).toBe(0);
  });
});

describeMatrix("an upload as text", (serve) => {
  const text = GIF.toString("base64");
  it.each([
    ["base64", JSON.stringify({ base64_data: text })],
    ["a data URL", JSON.stringify({ base64_data: `data:image/gif;base64,${text}` })],
    ["wrapped lines", JSON.stringify({ base64_data: `${text.slice(0, 8)}\r\n${text.slice(8)}\n` })],
    ["no padding", JSON.stringify({ base64_data: text.replace(/=+$/, "") })],
    [
      "escapes of every character",
      `{"base64_data":"${[...text].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")}"}`,
    ],
  ])("is read from %s", async (_what, body) => {
    const mock = await serve(STILL);
    const { file_url: url, mime_type: type } = fileOf(await uploadJson(mock, "base64", body));
    expect(type).toBe("image/gif");
    expect((await get(mock, pathOf(url))).bytes.equals(GIF)).toBe(true);
  });

  const long = Buffer.concat([GIF, Buffer.alloc(3_000_001, 7)]);
  it("is read where it is long, with slashes escaped as PHP does", async () => {
    const mock = await serve(STILL);
    for (const body of [
      JSON.stringify({ base64_data: long.toString("base64") }),
      `{"base64_data":"${long.toString("base64").replaceAll("/", "\\/")}"}`,
    ]) {
      const { file_url: url } = fileOf(await uploadJson(mock, "base64", body));
      expect((await get(mock, pathOf(url))).bytes.equals(long)).toBe(true);
    }
  });

  const spoilt = long.toString("base64").replace(/^(.{2000000})./, "$1-");
  const must = "base64_data must be base64 or a data URL of it, but";
  it.each([
    [{}, "base64_data must be a string, it is missing"],
    [{ base64_data: "" }, "base64_data must be a string, got an empty one"],
    [{ base64_data: 7 }, "base64_data must be a string, got number"],
    [{ base64_data: "R0lG!" }, `${must} its character 5 is "!"`],
    [{ base64_data: "R0lGO" }, `${must} its length is that of no base64: it may be cut off`],
    [{ base64_data: spoilt }, `${must} its character 2000001 is "-"`],
    [{ base64_data: "data:image/gif,GIF89a" }, `${must} the data URL is not one of base64`],
    [{ base64_data: "data:image/gif;base64," }, "The file is empty"],
    [{ base64_data: text, file_name: 7 }, "file_name must be a string, got number"],
    ["[]", "The body must be a JSON object"],
    ["{", "The body is not valid JSON"],
    ["", "The body is not valid JSON"],
    [`{"base64_data":"${"A".repeat(5000)}\n"}`, "The body is not valid JSON"],
    [`{"base64_data":"${"A".repeat(5000)}`, "The body is not valid JSON"],
  ])("refuses a body that says something else (%#)", async (body, message) => {
    const mock = await serve(STILL);
    expect(refusal(await uploadJson(mock, "base64", body))).toEqual([400, 400, message]);
  });

  it.each([
    ["arrays in arrays", "[".repeat(2_000_000)],
    ["strings without end", `{"a":[${'"",'.repeat(1_000_000)}""]}`],
    ["escaped quotes", `{"base64_data":"${'\\"'.repeat(1_000_000)}"}`],
  ])("refuses a body of %s without parsing it", async (_what, body) => {
    const mock = await serve(STILL);
    const [status, code, message] = refusal(await uploadJson(mock, "base64", body));
    expect([status, code]).toEqual([400, 400]);
    expect(message).toBe(
      "The body must be a JSON object of few members, but beside the file it has more than 65536 characters or 1000 strings",
    );
  });

  it("tells a form that it is at the wrong place", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({
      method: "POST",
      path: `${FILES}/upload/base64`,
      headers: { ...keyA, "content-type": "multipart/form-data; boundary=b" },
      body: "--b--\r\n",
    });
    expect(refusal(reply)[2]).toBe(
      "The body must be a JSON object with base64_data, got multipart/form-data: send forms to /api/v1/files/upload/stream",
    );
  });
});

describeMatrix("an upload by its URL", (serve) => {
  const upload = (mock: ServedMock, url: unknown) => uploadJson(mock, "url", { file_url: url });

  it("takes what the mock knows: samples, entries of the list, files that were uploaded", async () => {
    const listed = {
      url: "https://cdn.example.com/own.mp4",
      kind: "video",
      seconds: 4,
      bytes: 5000,
    } as const;
    const mock = await serve({ ...STILL, assets: [listed] });
    const sample = fileOf(await upload(mock, "https://cdn.example.com/in/image-64x48.png?v=2"));
    expect(sample).toMatchObject({
      original_name: "image-64x48.png",
      mime_type: "image/png",
      upload_path: "images",
    });
    expect((await get(mock, pathOf(sample.file_url))).bytes.equals(sampleBytes("image-64x48.png"))).toBe(
      true,
    );

    const facts = fileOf(await upload(mock, listed.url));
    expect(facts).toMatchObject({ mime_type: "video/mp4", file_size: 5000 });
    expect((await mock.submit(edit(facts.file_url))).json().usage.credits_reserved).toBe(46.784);
    expect(refusal(await get(mock, pathOf(facts.file_url)))).toEqual([
      ...[
        404,
        404,
        `Only facts are known of ${facts.file_name}: it was uploaded by a URL, and the mock fetches nothing`,
      ],
    ]);

    const own = fileOf(await uploadForm(mock, GIF));
    const copy = fileOf(await upload(mock, own.file_url));
    await remove(mock, own.file_id);
    expect((await get(mock, pathOf(copy.file_url))).bytes.equals(GIF)).toBe(true);
  });

  it.each([
    ["https://cdn.example.com/kite.png", 40004, "the mock fetches nothing and knows nothing of"],
    [
      "https://cdn.example.com/video-5s-640x360-101MB.mp4",
      40001,
      "The file is too large: 105906176 bytes, at most 104857600 (100 MB) are accepted",
    ],
    [
      "https://cdn.example.com/image-64x48.bmp",
      40002,
      "the file is bmp, and JPEG, PNG, GIF and WebP images, audio and video are accepted",
    ],
    [
      "ftp://cdn.example.com/kite.png",
      400,
      'file_url must be an http or https URL, got "ftp://cdn.example.com/kite.png"',
    ],
    ["", 400, "file_url must be a string, got an empty one"],
  ])("refuses %s with %i", async (url, code, words) => {
    const mock = await serve(STILL);
    const [status, got, message] = refusal(await upload(mock, url));
    expect([status, got]).toEqual([400, code]);
    expect(message).toContain(words);
  });
});

describeMatrix("an upload as a form", (serve) => {
  const file = partOf('name="file"; filename="a.gif"', GIF);
  const broken =
    "The form is not well-formed multipart/form-data: it breaks off, or its boundary is another than Content-Type says";
  it.each([
    [
      "no file",
      [partOf('name="file_name"', "a.gif")],
      'The form has no part "file": send the file under that name',
    ],
    ["an empty file", [partOf('name="file"; filename="a.gif"', "")], "The file is empty"],
    ["several files", [file, file], "A request uploads one file, got several: send a request for each"],
    [
      "another name",
      [partOf('name="upload"; filename="a.gif"', GIF)],
      'The part with the file must be called "file", got "upload"',
    ],
    [
      "a field in place of a file",
      [partOf('name="file"', "GIF89a")],
      'The part "file" must be a file: give it a filename',
    ],
    [
      "a field twice",
      [file, partOf('name="fileName"', "a"), partOf('name="file_name"', "b")],
      "file_name is given twice: give it once",
    ],
    [
      "a long field",
      [file, partOf('name="upload_path"', "a".repeat(2001))],
      "upload_path has more than 2000 bytes",
    ],
    [
      "many fields",
      [file, ...Array<Buffer>(21).fill(partOf('name="x"', "1"))],
      "The form has more than 20 fields: it needs file, upload_path and file_name alone",
    ],
  ])("refuses %s", async (_what, parts, message) => {
    const mock = await serve(STILL);
    expect(refusal(await sendForm(mock, parts))).toEqual([400, 400, message]);
    expect(await total(mock)).toBe(0);
  });

  it.each([
    ["multipart/form-data; boundary=bound", file.subarray(0, -30), broken],
    ["multipart/form-data; boundary=bound", Buffer.from("GIF89a"), broken],
    ["multipart/form-data; boundary=other", Buffer.concat([file, Buffer.from("--bound--\r\n")]), broken],
    [
      "multipart/form-data",
      file,
      'Content-Type must be multipart/form-data with a boundary, got "multipart/form-data": send the file as part "file" of a form',
    ],
    [
      "image/gif",
      GIF,
      'Content-Type must be multipart/form-data with a boundary, got "image/gif": send the file as part "file" of a form',
    ],
  ])("refuses %s that does not hold", async (type, body, message) => {
    const mock = await serve(STILL);
    const headers = { ...keyA, "content-type": type };
    const reply = await mock.send({ method: "POST", path: `${FILES}/upload/stream`, headers, body });
    expect(refusal(reply)).toEqual([400, 400, message]);
  });

  it.each([
    [Buffer.from("hello"), "its bytes are those of no image, audio or video"],
    [sampleBytes("image-64x48.bmp"), "the file is bmp"],
  ])("refuses a file of another type, whatever its name says", async (content, words) => {
    const mock = await serve(STILL);
    expect(refusal(await uploadForm(mock, content, { filename: "a.png" }))).toEqual([
      ...[
        400,
        40002,
        `The type of the file is not supported: ${words}, and JPEG, PNG, GIF and WebP images, audio and video are accepted`,
      ],
    ]);
  });

  it("takes images alone where that is set, and as many files as that", async () => {
    const mock = await serve({ ...STILL, uploadTypes: "images", uploadQuota: 1 });
    expect(refusal(await uploadForm(mock, sampleBytes("audio-1s.wav")))).toEqual([
      ...[
        400,
        40002,
        "The type of the file is not supported: the file is wav, and JPEG, PNG, GIF and WebP images are accepted",
      ],
    ]);
    const { file_id: id } = fileOf(await uploadForm(mock, GIF));
    expect(refusal(await uploadForm(mock, GIF))).toEqual([
      ...[
        400,
        40003,
        "The quota of files is used up: the key has 1 of 1; delete one, or wait until one expires",
      ],
    ]);
    const quota = async (key: string) =>
      (await get(mock, `${FILES}/quota`, { authorization: `Bearer ${key}` })).json<{ data: object }>().data;
    expect(await quota("key-a")).toEqual({
      ...{
        user_group: "default",
        used_files: 1,
        max_files: 1,
        remain_files: 0,
        is_custom: true,
        quota_reason: "",
      },
    });
    await remove(mock, id);
    expect((await uploadForm(mock, GIF)).status).toBe(200);
    expect((await uploadForm(mock, GIF, { key: "key-b" })).status).toBe(200);
  });

  it("may have more files in the group vip", async () => {
    const mock = await serve(STILL);
    const most = async () =>
      (await get(mock, `${FILES}/quota`, keyA)).json<{ data: { max_files: number; is_custom: boolean } }>()
        .data;
    expect(await most()).toMatchObject({ max_files: 100, is_custom: false });
    const body = '{"user_group":"vip"}';
    await mock.send({ method: "PUT", path: "/_mock/accounts/key-a", body });
    expect(await most()).toMatchObject({ max_files: 500, user_group: "vip" });
  });
});

describe("an upload over a socket", () => {
  const head = (length: string) =>
    `POST ${FILES}/upload/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer k\r\ncontent-type: multipart/form-data; boundary=bound\r\n${length}\r\n`;
  const start = '--bound\r\nContent-Disposition: form-data; name="file"; filename="a.gif"\r\n\r\nGIF89a';

  it("is refused by the length that it announces, before it comes", async () => {
    const mock = await startMock(STILL);
    const { status, body } = await sendRaw(
      mock.url,
      head("content-length: 209715200\r\nconnection: close\r\n"),
    );
    expect([status, JSON.parse(body)]).toEqual([
      400,
      {
        success: false,
        code: 40001,
        msg: "The file is too large: 209715200 bytes, at most 104857600 (100 MB) are accepted",
      },
    ]);
    await mock.close();
  });

  it("is refused once it has more than 100 MB", async () => {
    const mock = await startMock(STILL);
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(0x100000), Buffer.from("\r\n")]);
    const first = `${start.length.toString(16)}\r\n${start}\r\n`;
    const { status, body } = await sendRaw(
      mock.url,
      head("transfer-encoding: chunked\r\nconnection: close\r\n"),
      first,
      ...Array<Buffer>(104).fill(chunk),
    );
    expect([status, JSON.parse(body)]).toEqual([
      400,
      {
        success: false,
        code: 40001,
        msg: "The file is too large: at most 104857600 bytes (100 MB) are accepted",
      },
    ]);
    await mock.close();
  });

  it("is asked for where the client waits for that, though it is larger than other bodies may be", async () => {
    const mock = await startMock({ ...STILL, maxBody: 1000 });
    const socket = await openSocket(mock.url);
    socket.write(head("content-length: 50000000\r\nexpect: 100-continue\r\n"));
    const said = await new Promise<Buffer>((resolve) => {
      socket.once("data", resolve);
    });
    expect(said.toString()).toMatch(/^HTTP\/1\.1 100 Continue/);
    socket.destroy();
    await mock.close();
  });

  it("leaves nothing behind when the client leaves", async () => {
    const mock = await startMock(STILL);
    const socket = await openSocket(mock.url);
    const closed = new Promise((resolve) => {
      socket.once("close", resolve);
    });
    socket.write(head("content-length: 5000\r\n") + start);
    // Answered in order, so the upload has arrived by then.
    await fetch(`${mock.url}/_mock/health`);
    socket.destroy();
    await closed;
    const list = await fetch(`${mock.url}${FILES}/list`, { headers: { authorization: "Bearer k" } });
    expect(await list.json()).toMatchObject({ data: { total: 0 } });
    expect(mock.journal.requests({}).map(({ route }) => route)).toEqual(["fileList"]);
    await mock.close();
  });
});

it("gives back the very bytes, whichever way they came", async () => {
  const mock = createMock({ clock: "frozen", now: Date.UTC(2026, 8, 1), seed: 7 });
  const send = async (path: string, body: string | FormData) => {
    const headers = { authorization: "Bearer key-a" };
    const reply = await mock.fetch(`https://files-api.evolink.ai${FILES}${path}`, {
      method: "POST",
      headers,
      body,
    });
    const { data } = (await reply.json()) as UploadJson;
    return Buffer.from(await (await mock.fetch(data.file_url)).arrayBuffer());
  };
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (tail) => {
      const content = Buffer.concat([Buffer.from("GIF89a"), tail]);
      const form = new FormData();
      form.append("file", new Blob([content]), "a.gif");
      const streamed = await send("/upload/stream", form);
      const text = await send("/upload/base64", JSON.stringify({ base64_data: content.toString("base64") }));
      expect([streamed.equals(content), text.equals(content)]).toEqual([true, true]);
      await mock.reset("uploads");
    }),
    { numRuns: 40 },
  );
  await mock.close();
});

describe("a connection", () => {
  it("goes on after a form that was refused before its end", async () => {
    await using mock = await startMock(STILL);
    const rest = "x".repeat(900_000);
    const form = `--b\r\ncontent-disposition: form-data; name="image"; filename="a.png"\r\n\r\n${rest}\r\n--b--\r\n`;
    const head = [
      ...[`POST ${FILES}/upload/stream HTTP/1.1`, "host: mock", "authorization: Bearer key-a"],
      ...["content-type: multipart/form-data; boundary=b", `content-length: ${form.length}`, "", form],
    ].join("\r\n");
    const socket = await openSocket(mock.url);
    let seen = "";
    const answers = new Promise<void>((resolve) => {
      socket.on("data", (chunk: Buffer) => {
        seen += String(chunk);
        if (seen.split("HTTP/1.1 ").length === 3) resolve();
      });
    });
    socket.write(head);
    socket.write("GET /v1/models HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer key-a\r\n\r\n");
    await answers;
    socket.destroy();
    expect([...seen.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["400", "200"]);
  });
});

it("knows a file by its own link however long its name is", async () => {
  const mock = createMock(STILL);
  const upload = async (route: string, body: object) => {
    const answer = await mock.fetch(`${FILES}/upload/${route}`, {
      method: "POST",
      headers: { ...keyA, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as UploadJson;
  };
  const named = { base64_data: GIF.toString("base64"), file_name: `${"文".repeat(150)}.gif` };
  const first = await upload("base64", named);
  expect(first.code).toBe(200);
  expect((await upload("url", { file_url: first.data.file_url })).code).toBe(200);
  await mock.close();
});

it("gives links of its own to a client that names the paid host, a trailing dot included", async () => {
  await using mock = await startMock(STILL);
  const body = JSON.stringify({ base64_data: GIF.toString("base64") });
  const links = await Promise.all(
    ["api.evolink.ai", "API.evolink.ai.:443", "files-api.evolink.ai."].map(async (host) => {
      const reply = await sendRaw(
        mock.url,
        `POST ${FILES}/upload/base64 HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\nauthorization: Bearer key-a\r\n`,
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      return (JSON.parse(reply.body) as UploadJson).data.file_url.startsWith(`${mock.url}/uploads/`);
    }),
  );
  expect(links).toEqual([true, true, true]);
});
