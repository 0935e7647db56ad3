import { describe, expect, it } from "vitest";
import { changeOf, fieldsOf } from "../../src/page/views/credits/account-change.js";

const before = fieldsOf({
  balance: 12.5,
  models: null,
  limits: { rate_limit: "60/min", rate_limit_queries: null, concurrency: 3 },
});

describe("the change that a form of an account sends", () => {
  it("is empty where nothing differs", () => {
    expect(changeOf(before, { ...before })).toEqual({});
  });

  it("names what differs, with null for an empty field", () => {
    expect(changeOf(before, { ...before, balance: "" })).toEqual({ balance: null });
    expect(
      changeOf(before, {
        balance: "0",
        rateLimit: " ",
        rateLimitQueries: "10/s",
        concurrency: "",
        models: ["wan2.7-video-edit"],
      }),
    ).toEqual({
      balance: 0,
      limits: { rate_limit: null, rate_limit_queries: "10/s", concurrency: null },
      models: ["wan2.7-video-edit"],
    });
  });

  it("tells no model from all models", () => {
    expect(changeOf(before, { ...before, models: [] })).toEqual({ models: [] });
    expect(changeOf({ ...before, models: [] }, before)).toEqual({ models: null });
  });
});
