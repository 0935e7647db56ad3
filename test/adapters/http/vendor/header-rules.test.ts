import { expect, it } from "vitest";
import { headerRules } from "../../../../src/contract/header-rules.js";
import { createMock } from "../../../../src/index.js";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const breaking = {
  "content-type-is-json": { "content-type": "text/plain" },
  "idempotency-key-is-well-formed": { "idempotency-key": "too-short" },
  "api-key-is-set": { authorization: "Bearer undefined" },
};

describeMatrix("a rule about a header", (serve) => {
  it.each(Object.entries(breaking))("%s is set like any other", async (id, headers) => {
    for (const [options, status, findings] of [
      [{}, 200, id],
      [{ rules: { [id]: "error" } }, 400, id],
      [{ rules: { [id]: "warn" } }, 200, id],
      [{ rules: { [id]: "off" } }, 200, undefined],
      [{ rules: { [id]: "off" }, strict: true }, 200, undefined],
      [{ strict: true }, 400, id],
    ] as const) {
      const mock = await serve({ ...STILL, ...options });
      const reply = await mock.submit(plainBody, headers);
      expect([reply.status, reply.headers["x-wan-mock-findings"]], JSON.stringify(options)).toEqual([
        status,
        findings,
      ]);
      expect((await mock.submit(plainBody)).status).toBe(200);
    }
  });

  it.each([
    ["Bearer undefined", true],
    ["bearer  null", true],
    ["Bearer None", true],
    ["Bearer NaN", true],
    ["Bearer [object Object]", true],
    ["Bearer $EVOLINK_API_KEY", true],
    ["Bearer ${EVOLINK_API_KEY}", true],
    ["Bearer {{ evolink.key }}", true],
    ["Bearer undefined-behaviour", false],
    ["Bearer nullable", false],
    ["Bearer any-key", false],
    ["Bearer YOUR_API_KEY", false],
  ])("tells that %s is no key: %s", async (authorization, isTold) => {
    const mock = await serve(STILL);
    const reply = await mock.submit(plainBody, { authorization });
    expect([reply.status, reply.headers["x-wan-mock-findings"]]).toEqual([
      200,
      isTold ? "api-key-is-set" : undefined,
    ]);
    const [entry] = mock.journal.requests();
    expect(entry?.findings.map(({ message }) => message)).toEqual(
      isTold
        ? [
            "Authorization holds the text that an unset variable leaves in place of an API key: set the variable, the service answers 401",
          ]
        : [],
    );
  });

  it("stands in the catalogue, and its summary beside the finding in the journal", async () => {
    const mock = await serve(STILL);
    const { items } = (await mock.send({ path: "/_mock/rules" })).json<{ items: { id: string }[] }>();
    expect(items.slice(-3).map(({ id }) => id)).toEqual(headerRules.map(({ id }) => id));
    const { headers } = await mock.submit(plainBody, breaking["content-type-is-json"]);
    const path = headers["x-wan-mock-journal"] ?? "";
    const entry = (await mock.send({ path })).json<{ findings: { summary?: string }[] }>();
    expect(entry.findings[0]?.summary).toBe(headerRules[0]?.meta.summary);
  });
});

it.each(["schema/maximum", "unknown-model", "json/syntax", "body-size"])(
  "%s, which is no rule, cannot be set and the error says so",
  (id) => {
    expect(() => createMock({ rules: { [id]: "warn" } })).toThrow(
      `"${id}" cannot be set: it is a built-in check, not a rule, and always refuses`,
    );
  },
);
