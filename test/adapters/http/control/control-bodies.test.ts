import { expect, it } from "vitest";
import { readDocument } from "../../../contract/read-document.js";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { DescribedAnswers } from "../../../harness/described-answers.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const control = new DescribedAnswers(readDocument("control"));

interface RequestBody {
  readonly required: boolean;
  readonly content: { readonly "application/json": { readonly schema: Readonly<Record<string, unknown>> } };
}

const operations = control.operations.filter(({ method }) => method !== "GET");
const values = [{}, { strange: 1 }, [], [{}], null, 1, "text", true];

describeMatrix("a body of the control side", (serve) => {
  it.each(operations)("of $method $path is refused exactly where its document refuses it", async (one) => {
    const { required, content } = one.operation["requestBody"] as RequestBody;
    const { schema } = content["application/json"];
    const mock = await serve({ ...STILL, pace: "manual" });
    const call = async (body?: string) => {
      const { id } = (await mock.submit(plainBody)).json();
      const path = one.path.replace("{id}", id).replace("{key}", "key-a");
      const reply = await mock.send({ method: one.method, path, ...(body === undefined ? {} : { body }) });
      // Without scenario files there is nothing to reload: no matter of the body.
      return reply.text.includes("there are no scenario files") ? 200 : reply.status;
    };
    for (const value of values) {
      const fits = control.misfits(schema, value).length === 0;
      expect((await call(JSON.stringify(value))) !== 400, JSON.stringify(value)).toBe(fits);
    }
    expect((await call()) !== 400, "no body").toBe(!required);
    expect((await call("")) !== 400, "an empty body").toBe(!required);
  });
});
