import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cpuMillisecondsOf } from "../../../harness/cpu-time.js";
import {
  describeMatrix,
  type ErrorJson,
  type Reply,
  type ServedMock,
  STILL,
} from "../../../harness/describe-matrix.js";
import { openSocket, parseReply, sendRaw, submitHead } from "../../../harness/raw-http.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

const DEEP = 200_000;
const good = JSON.stringify(plainBody);

/** The refusal is the vendor's, and the server goes on. */
async function expectRefusal(mock: ServedMock, reply: Reply, status: number, message: RegExp): Promise<void> {
  expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect([reply.status, reply.json<ErrorJson>().error.message]).toEqual([
    status,
    expect.stringMatching(message) as string,
  ]);
  expect((await mock.submit(good)).status).toBe(200);
}

const wrongTexts: readonly (readonly [what: string, body: string | Uint8Array, message: RegExp])[] = [
  ["nothing", "", /^the body is empty: send a JSON object$/],
  ["spaces", " \n\t ", /^the body is empty/],
  ["half an object", '{"model":', /^the body is not JSON: line 1, column 10: the text ends too early$/],
  [
    "a trailing comma",
    '{\n  "model": "x",\n}',
    /^the body is not JSON: line 3, column 1: a comma stands before "}"$/,
  ],
  ["single quotes", "{'model':'x'}", /^the body is not JSON: line 1, column 2/],
  ["two objects", "{}{}", /line 1, column 3: nothing may follow the first JSON value$/],
  [
    "a form",
    "model=wan2.7-text-to-video&prompt=x",
    /^the body is not JSON: line 1, column 1: expected a value$/,
  ],
  ["NaN", '{"duration":NaN}', /^the body is not JSON: line 1, column 13/],
  [
    "a byte order mark",
    `\uFEFF${good}`,
    /^the body is not JSON: line 1, column 1: a byte order mark is not JSON$/,
  ],
  ["null", "null", /^the body must be a JSON object, got null$/],
  ["an array", `[${good}]`, /^the body must be a JSON object, got an array of 1 item$/],
  ["a string", '"wan2.7"', /^the body must be a JSON object, got "wan2\.7"$/],
  ["a number", "42", /^the body must be a JSON object, got 42$/],
  ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), /^the body is not UTF-8 text$/],
  ["an encoded surrogate", Buffer.from('{"a":"\xed\xa0\x80"}', "latin1"), /^the body is not UTF-8 text$/],
  ["UTF-16", Buffer.from(good, "utf16le"), /^the body is not JSON/],
  [
    "deep arrays",
    "[".repeat(DEEP) + "]".repeat(DEEP),
    /^the body is nested 200000 levels deep, at most 64 are read$/,
  ],
  [
    "deep arrays cut short",
    "[".repeat(DEEP),
    /^the body is not JSON: line 1, column 200001: the text ends too early$/,
  ],
  ["deep objects", '{"a":'.repeat(DEEP) + "1" + "}".repeat(DEEP), /^the body is nested 200000 levels deep/],
  [
    "deep objects cut short",
    '{"a":'.repeat(DEEP),
    /^the body is not JSON: line 1, column 1000001: the text ends too early$/,
  ],
  [
    "a long text that is not closed",
    `{"prompt":"${"x".repeat(9_000_000)}`,
    /^the body is not JSON: line 1, column 11: a string is not closed or holds a character that must be escaped$/,
  ],
  [
    "a comma too many after a long text",
    `{"image_start":"data:image/png;base64,${"A\\/".repeat(2_000_000)}",}`,
    /^the body is not JSON: line 1, column 6000041: a comma stands before "}"$/,
  ],
  [
    "depth inside a parameter",
    `{"model":"wan2.7-text-to-video","prompt":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`,
    /^the body is nested 200001 levels deep/,
  ],
];

const wrongKeys: readonly (readonly [what: string, authorization: string])[] = [
  ["an empty header", ""],
  ["another scheme", "Basic a2V5OnBhc3N3b3Jk"],
  ["a bearer without a key", "Bearer"],
  ["a bearer with spaces for a key", "Bearer    "],
  ["the key alone", "key-a"],
  ["a key glued to the scheme", "Bearerkey-a"],
];

describeMatrix("bad input", (serve) => {
  for (const [what, body, message] of wrongTexts) {
    it(`refuses ${what} as a body`, async () => {
      const mock = await serve(STILL);
      const reply = await mock.submit(body);
      await expectRefusal(mock, reply, 400, message);
      expect(reply.json<ErrorJson>().error.code).toBe("invalid_request");
    });
  }

  for (const [what, authorization] of wrongKeys) {
    it(`refuses ${what} as authorization`, async () => {
      const mock = await serve(STILL);
      await expectRefusal(
        mock,
        await mock.submit(good, { authorization }),
        401,
        /^Invalid or expired token$/,
      );
    });
  }

  it("refuses 30 MB with 413, whoever sends it", async () => {
    const mock = await serve(STILL);
    const reply = await mock.submit(Buffer.alloc(30_000_000, 0x20), { authorization: "" });
    await expectRefusal(
      mock,
      reply,
      413,
      /^Request body is too large: 30000000 bytes, at most 10000000 are accepted$/,
    );
    expect(reply.headers["x-wan-mock-findings"]).toBe("body-size");
  });

  it("refuses a compressed body and says so", async () => {
    const mock = await serve(STILL);
    const reply = await mock.submit(gzipSync(good), { "content-encoding": "gzip" });
    await expectRefusal(
      mock,
      reply,
      400,
      /^Content-Encoding "gzip" is not read: send the body uncompressed$/,
    );
  });

  it.each(["identity", "Identity", "", " ", "identity, identity", "IDENTITY ,"])(
    "reads a body whose Content-Encoding is %j",
    async (encoding) => {
      const mock = await serve(STILL);
      expect((await mock.submit(good, { "content-encoding": encoding })).status).toBe(200);
    },
  );

  it.each(["br", "deflate", "zstd", "identity, gzip", "identity-x", "x identity"])(
    "refuses the Content-Encoding %s",
    async (encoding) => {
      const mock = await serve(STILL);
      const { status, text } = await mock.submit(good, { "content-encoding": encoding });
      expect([status, text]).toEqual([400, expect.stringContaining("send the body uncompressed")]);
    },
  );

  it("treats names that objects inherit as ordinary wrong names", async () => {
    const mock = await serve(STILL);
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const top = await mock.submit(`{"model":"wan2.7-text-to-video","prompt":"x","${name}":{"model":"y"}}`);
      expect([top.status, top.headers["x-wan-mock-findings"]], name).toEqual([200, "no-unknown-parameter"]);
      const model = await mock.submit({ ...plainBody, model: name });
      expect([model.status, model.headers["x-wan-mock-findings"]], name).toEqual([404, "unknown-model"]);
      const binding = await mock.submit(
        `{"model":"wan2.7-reference-video","prompt":"Image 1 waves","image_urls":["https://cdn.example.com/a.png"],` +
          `"model_params":{"voice_bindings":{"${name}":"https://cdn.example.com/a.mp3"}}}`,
      );
      expect(binding.status, name).toBe(400);
      expect(binding.json<ErrorJson>().error.message).toBe(`voice_bindings key "${name}" invalid`);
    }
    const hidden = await mock.submit('{"__proto__":{"model":"wan2.7-text-to-video","prompt":"x"}}');
    expect([hidden.status, hidden.json<ErrorJson>().error.param]).toEqual([400, "model"]);
  });

  it("answers huge collections within reason", async () => {
    const mock = await serve(STILL);
    const submitMany = async (length: number) => {
      const many = Array.from({ length }, (_, index) => index);
      const images = await mock.submit({
        ...bodies.reference,
        image_urls: many.map((index) => `https://cdn.example.com/${index}.png`),
      });
      const voices = await mock.submit({
        ...bodies.reference,
        model_params: {
          voice_bindings: Object.fromEntries(
            many.map((index) => [`image${index}`, "https://cdn.example.com/v.mp3"]),
          ),
        },
      });
      const unknown = await mock.submit({
        ...plainBody,
        ...Object.fromEntries(many.map((index) => [`k${index}`, 1])),
      });
      return { images, voices, unknown };
    };
    await submitMany(900);
    const few = await cpuMillisecondsOf(() => submitMany(900));
    const many = await cpuMillisecondsOf(() => submitMany(9000));
    // A check that grows with the square would cost a hundred times as much.
    expect(many).toBeLessThan(40 * few + 100);
    const { images, voices, unknown } = await submitMany(9000);
    expect([images.status, voices.status, unknown.status]).toEqual([400, 400, 200]);
    expect(images.headers["x-wan-mock-findings"]).toContain("at-most-five-references");
    expect(voices.headers["x-wan-mock-findings"]).toContain("at-most-five-voice-bindings");
    expect(unknown.headers["x-wan-mock-findings"]).toBe("no-unknown-parameter");
    for (const { headers, text } of [images, voices]) {
      expect(String(headers["x-wan-mock-findings"]).length).toBeLessThan(2000);
      expect(text.length).toBeLessThan(2000);
    }
    expect((await mock.submit(good)).status).toBe(200);
  });

  it("refuses more members and items than any document allows", async () => {
    const mock = await serve(STILL);
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]));
    await expectRefusal(
      mock,
      await mock.submit({ ...plainBody, ...keys }),
      400,
      /^the body holds 10000\d members and items, at most 10000 are read$/,
    );
    await expectRefusal(
      mock,
      await mock.submit(
        `{"model":"wan2.7-text-to-video","${"z".repeat(2_000_000)}":{${'"k":1,'.repeat(21)}"k":1}}`,
      ),
      400,
      /^the names in the body have 2000027 characters, at most 250000 are read$/,
    );
  });

  it("finds where a huge body breaks off in time that grows with its length", async () => {
    const mock = await serve(STILL);
    for (const text of ["{", "[1,]", '{"a" 1}', "{'a':1}", "{}{}"])
      expect((await mock.submit(text)).status).toBe(400);
    const refuse = async (count: number) => {
      expect((await mock.submit('{"a":'.repeat(count))).json<ErrorJson>().error.message).toBe(
        `the body is not JSON: line 1, column ${count * 5 + 1}: the text ends too early`,
      );
    };
    await refuse(20_000);
    const short = await cpuMillisecondsOf(() => refuse(20_000));
    expect(await cpuMillisecondsOf(() => refuse(200_000))).toBeLessThan(40 * short + 100);
  });

  it("never lets control characters of a body into a header or a message's shape", async () => {
    const mock = await serve(STILL);
    const name = 'x\r\nset-cookie: a=b"\u0000雨';
    const reply = await mock.submit({ ...plainBody, [name]: 1, model: "wan2.7-text-to-video\r\n" });
    expect(reply.status).toBe(404);
    expect(reply.headers["set-cookie"]).toBeUndefined();
    const warned = await mock.submit({ ...plainBody, [name]: 1 });
    expect([warned.status, warned.headers["x-wan-mock-findings"]]).toEqual([200, "no-unknown-parameter"]);
  });
});

describe("bad input over a raw socket", () => {
  const key = "Authorization: Bearer key-a";
  const goodRequest = `${submitHead([key, "Content-Type: application/json", `Content-Length: ${good.length}`])}${good}`;

  async function withMock(act: (url: string) => Promise<void>): Promise<void> {
    const bugs: unknown[] = [];
    const mock = await startMock(STILL, { onBug: (error) => bugs.push(error) });
    try {
      await act(mock.url);
      expect((await sendRaw(mock.url, goodRequest)).status).toBe(200);
      expect(bugs).toEqual([]);
    } finally {
      await mock.close();
    }
  }

  it("answers 30 MB in chunks with 413", () =>
    withMock(async (url) => {
      const size = 1_000_000;
      const chunk = Buffer.concat([
        Buffer.from(`${size.toString(16)}\r\n`),
        Buffer.alloc(size, 0x20),
        Buffer.from("\r\n"),
      ]);
      const parts = Array.from({ length: 30 }, () => chunk);
      const reply = await sendRaw(
        url,
        submitHead([key, "Transfer-Encoding: chunked"]),
        ...parts,
        "0\r\n\r\n",
      );
      expect(reply.status).toBe(413);
      expect((JSON.parse(reply.body) as ErrorJson).error.code).toBe("request_too_large");
    }));

  it("answers what is no HTTP with an envelope", () =>
    withMock(async (url) => {
      for (const garbage of [
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "HELLO\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "{}\r\n\r\n",
      ]) {
        const reply = await sendRaw(url, garbage);
        expect(reply.status, JSON.stringify(garbage)).toBe(400);
        expect(JSON.parse(reply.body)).toStrictEqual({
          error: {
            code: "invalid_request",
            message: "The request is not well-formed HTTP/1.1",
            type: "invalid_request_error",
          },
        });
      }
    }));

  it("answers headers that are too large with 431", () =>
    withMock(async (url) => {
      const reply = await sendRaw(url, submitHead([key, `X-Padding: ${"x".repeat(70_000)}`]));
      expect(reply.status).toBe(431);
      expect((JSON.parse(reply.body) as ErrorJson).error).toStrictEqual({
        code: "headers_too_large",
        message: expect.any(String) as string,
        type: "invalid_request_error",
      });
    }));

  it("refuses a length that is no number and a body that is framed twice", () =>
    withMock(async (url) => {
      for (const headers of [["Content-Length: many"], ["Content-Length: 2", "Transfer-Encoding: chunked"]]) {
        const reply = await sendRaw(url, submitHead([key, ...headers]), "{}");
        expect([reply.status, (JSON.parse(reply.body) as ErrorJson).error.code]).toEqual([
          400,
          "invalid_request",
        ]);
      }
    }));

  it("answers a method it never heard of with 404 or 400, never with silence", () =>
    withMock(async (url) => {
      const known = await sendRaw(url, submitHead([key]).replace("POST", "PROPFIND"));
      expect([known.status, (JSON.parse(known.body) as ErrorJson).error.message]).toEqual([
        404,
        "Invalid URL (PROPFIND /v1/videos/generations)",
      ]);
      const unknown = await sendRaw(url, submitHead([key]).replace("POST", "FETCH"));
      expect([unknown.status, (JSON.parse(unknown.body) as ErrorJson).error.code]).toEqual([
        400,
        "invalid_request",
      ]);
    }));

  it("lets a client go that leaves in the middle of its body", () =>
    withMock(async (url) => {
      const socket = await openSocket(url);
      socket.write(`${submitHead([key, "Content-Length: 1000"])}{"model":`);
      const closed = once(socket, "close");
      socket.destroy();
      await closed;
    }));

  it("keeps nothing of an aborted submit", async () => {
    const mock = await startMock(STILL);
    const socket = await openSocket(mock.url);
    socket.write(`${submitHead([key, `Content-Length: ${good.length + 1}`])}${good}`);
    const closed = once(socket, "close");
    socket.destroy();
    await closed;
    expect((await sendRaw(mock.url, goodRequest)).status).toBe(200);
    expect(
      mock.journal.entries().flatMap((entry) => (entry.kind === "request" ? [entry.status] : [])),
    ).toEqual([200]);
    await mock.close();
  });

  it("answers requests written at once in their order", () =>
    withMock(async (url) => {
      const keepAlive = goodRequest.replace("Connection: close\r\n", "");
      const bad = keepAlive.replace("wan2.7-text-to-video", "wan9.9-text-to-video");
      const { head, body } = await sendRaw(url, keepAlive + bad + goodRequest);
      const statuses = [...`${head}\r\n\r\n${body}`.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(
        ([, status]) => status,
      );
      expect(statuses).toEqual(["200", "404", "200"]);
    }));

  it("takes the first of two authorization headers", () =>
    withMock(async (url) => {
      const headers = [key, "Authorization: Basic x", "Content-Type: application/json"];
      const reply = await sendRaw(
        url,
        `${submitHead([...headers, `Content-Length: ${good.length}`])}${good}`,
      );
      expect(reply.status).toBe(200);
    }));

  it("refuses a request that names no host, as HTTP/1.1 has it, with an envelope and a journal entry", () =>
    withMock(async (url) => {
      for (const request of [
        goodRequest.replace("Host: 127.0.0.1\r\n", ""),
        "GET /_mock/health HTTP/1.1\r\n\r\n",
      ]) {
        const reply = await sendRaw(url, request);
        expect([reply.status, JSON.parse(reply.body)]).toStrictEqual([
          400,
          {
            error: {
              code: "invalid_request",
              message: "The request lacks the Host header that HTTP/1.1 asks for",
              type: "invalid_request_error",
            },
          },
        ]);
        expect(reply.head).toMatch(/^x-wan-mock-journal: \/_mock\/journal\/\d+$/im);
        expect(reply.head).toMatch(/^connection: close$/im);
      }
    }));

  it("refuses a request that names two hosts, also the same twice, with an envelope and a journal entry", () =>
    withMock(async (url) => {
      for (const second of ["Host: elsewhere.example", "host: 127.0.0.1", "HOST:"]) {
        for (const version of ["1.1", "1.0"]) {
          const twice = goodRequest.replace("Host: 127.0.0.1", `Host: 127.0.0.1\r\n${second}`);
          const reply = await sendRaw(url, twice.replace("HTTP/1.1", `HTTP/${version}`));
          const { error } = JSON.parse(reply.body) as ErrorJson;
          expect([reply.status, error.message]).toEqual([
            400,
            "The request has more than one Host header: send one",
          ]);
          expect(reply.head).toMatch(/^x-wan-mock-journal: \/_mock\/journal\/\d+$/im);
        }
      }
    }));

  it("refuses to be a tunnel, says what to do instead, and goes on", () =>
    withMock(async (url) => {
      for (const target of ["api.evolink.ai:443", "/", "*", "a:b:c"]) {
        const reply = await sendRaw(url, `CONNECT ${target} HTTP/1.1\r\nHost: api.evolink.ai:443\r\n\r\n`);
        if (target === "api.evolink.ai:443") {
          const { error } = JSON.parse(reply.body) as ErrorJson;
          expect([reply.status, error.code]).toEqual([405, "method_not_allowed"]);
          expect(error.message).toContain("wan-mock run -- COMMAND");
          expect(reply.head).toMatch(/^x-wan-mock-journal: /im);
          expect(reply.head).toMatch(/^connection: close$/im);
        } else expect([400, 405]).toContain(reply.status);
      }
      expect((await sendRaw(url, goodRequest)).status).toBe(200);
    }));

  it("serves HTTP/1.0, which names no host", () =>
    withMock(async (url) => {
      const old = goodRequest.replace("Host: 127.0.0.1\r\n", "").replace("HTTP/1.1", "HTTP/1.0");
      const { status, body } = await sendRaw(url, old);
      expect([status, (JSON.parse(body) as { status: string }).status]).toEqual([200, "pending"]);
    }));

  it("refuses an expectation that it does not know with 417 and an envelope", () =>
    withMock(async (url) => {
      const reply = await sendRaw(
        url,
        goodRequest.replace("Connection: close\r\n", "Expect: something-odd\r\n"),
      );
      expect([reply.status, (JSON.parse(reply.body) as ErrorJson).error]).toStrictEqual([
        417,
        {
          code: "expectation_failed",
          message: expect.stringMatching(/100-continue/) as string,
          type: "invalid_request_error",
        },
      ]);
      expect(reply.head).toMatch(/^x-wan-mock-journal: /im);
      expect(reply.head).toMatch(/^connection: close$/im);
    }));

  it("serves a target in absolute form, as a proxy is asked for it", () =>
    withMock(async (url) => {
      const reply = await sendRaw(url, goodRequest.replace("POST /", "POST http://api.evolink.ai/"));
      expect(reply.status).toBe(200);
    }));

  it("answers a client that waits for leave to send its body", () =>
    withMock(async (url) => {
      const reply = await sendRaw(
        url,
        goodRequest.replace("Connection: close", "Connection: close\r\nExpect: 100-continue"),
      );
      expect([reply.status, parseReply(reply.body).status]).toEqual([100, 200]);
    }));

  it("answers a body that is the word aborted", () =>
    withMock(async (url) => {
      const reply = await sendRaw(url, `${submitHead([key, "Content-Length: 7"])}aborted`);
      expect(reply.status).toBe(400);
    }));

  it("refuses a path that does not decode", () =>
    withMock(async (url) => {
      const reply = await sendRaw(
        url,
        "GET /v1/tasks/%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
      );
      expect([reply.status, (JSON.parse(reply.body) as ErrorJson).error.message]).toEqual([
        400,
        "The path holds a percent escape that does not decode",
      ]);
    }));
});
