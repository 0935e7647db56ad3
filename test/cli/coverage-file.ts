/** A coverage file whose items were hit so often. */
export const fileOf = (items: Readonly<Record<string, number>>, models = ["m1", "m2"], more: object = {}) =>
  JSON.stringify({
    format: "wan-mock-coverage",
    version: 1,
    contract: { models, rules: { r: ["m1"] } },
    items,
    ...more,
  });

/** Three of four items hit. */
export const four = { "model/m1": 1, "model/m2": 0, "rule/r/refused": 2, "rule/r/passed": 1 };
