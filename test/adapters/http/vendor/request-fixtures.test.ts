import { expect, it } from "vitest";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { type RequestFixture, requestFixtures } from "../../../harness/request-fixtures.js";

/** The mock as a fixture wants it: with a list of assets where it speaks of some. */
function optionsOf({ assets = {} }: RequestFixture): MockOptions {
  return { ...STILL, assets: Object.entries(assets).map(([url, asset]) => ({ ...asset, url })) };
}

/** Ids in the findings header, without their parameters. */
function rulesIn(header: string | undefined): string[] {
  return header === undefined ? [] : header.split(", ").map((item) => item.split(";")[0] ?? "");
}

function firstRuleOf({ expect: { rule, schema } }: RequestFixture): string | undefined {
  return schema === undefined ? rule : `schema/${schema}`;
}

it("has example requests to post", () => {
  expect(requestFixtures.length).toBeGreaterThan(100);
  expect(requestFixtures.filter(({ assets }) => assets !== undefined).length).toBeGreaterThan(30);
});

describeMatrix("example requests", (serve) => {
  it("are answered as they say", async () => {
    const ignorant = await serve(STILL);
    const wrong: string[] = [];
    const tasks: { fixture: RequestFixture; mock: ServedMock; id: string }[] = [];
    for (const fixture of requestFixtures) {
      const mock = fixture.assets === undefined ? ignorant : await serve(optionsOf(fixture));
      const reply = await mock.submit(fixture.text);
      const rules = rulesIn(reply.headers["x-wan-mock-findings"]);
      const first = firstRuleOf(fixture);
      const got =
        reply.status === 200
          ? { status: reply.status, rules: [...rules].sort() }
          : { status: reply.status, first: rules[0], param: reply.json<ErrorJson>().error.param };
      const wanted =
        fixture.expect.status === 200
          ? { status: 200, rules: [...(fixture.warnings ?? []), ...(fixture.failures ?? [])].sort() }
          : { status: fixture.expect.status, first, param: fixture.expect.param ?? got.param };
      const [gotText, wantedText] = [JSON.stringify(got), JSON.stringify(wanted)];
      if (gotText !== wantedText) wrong.push(`${fixture.name}: ${gotText} instead of ${wantedText}`);
      if (reply.status === 200) tasks.push({ fixture, mock, id: reply.json().id });
    }
    for (const { mock } of tasks) await mock.clock.advance("3s");
    for (const { fixture, mock, id } of tasks) {
      const { error } = (await mock.query(id)).json<Partial<ErrorJson>>();
      if (error?.code !== fixture.expect.failure) wrong.push(`${fixture.name}: task error ${error?.code}`);
    }
    expect(wrong).toEqual([]);
  });
});
