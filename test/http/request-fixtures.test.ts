import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, STILL } from "../harness/describe-matrix.js";
import { type RequestFixture, requestFixtures } from "../harness/request-fixtures.js";

/** Without an asset list the server knows nothing of the media that a fixture speaks of. */
const overTheWire = requestFixtures.filter(({ assets }) => assets === undefined);

/** Ids in the findings header, without their parameters. */
function rulesIn(header: string | undefined): string[] {
  return header === undefined ? [] : header.split(", ").map((item) => item.split(";")[0] ?? "");
}

function firstRuleOf({ expect: { rule, schema } }: RequestFixture): string | undefined {
  return schema === undefined ? rule : `schema/${schema}`;
}

it("has example requests to post", () => {
  expect(overTheWire.length).toBeGreaterThan(100);
});

describeMatrix("example requests", (serve) => {
  it("are answered as they say", async () => {
    const mock = await serve(STILL);
    const wrong: string[] = [];
    for (const fixture of overTheWire) {
      const reply = await mock.submit(fixture.text);
      const rules = rulesIn(reply.headers["x-wan-mock-findings"]);
      const first = firstRuleOf(fixture);
      const got =
        reply.status === 200
          ? { status: reply.status, rules: [...rules].sort() }
          : { status: reply.status, first: rules[0], param: reply.json<ErrorJson>().error.param };
      const wanted =
        fixture.expect.status === 200
          ? { status: 200, rules: [...(fixture.warnings ?? [])].sort() }
          : { status: fixture.expect.status, first, param: fixture.expect.param ?? got.param };
      const [gotText, wantedText] = [JSON.stringify(got), JSON.stringify(wanted)];
      if (gotText !== wantedText) wrong.push(`${fixture.name}: ${gotText} instead of ${wantedText}`);
      if (reply.status === 200) expect((await mock.query(reply.json().id)).status).toBe(200);
    }
    expect(wrong).toEqual([]);
  });
});
