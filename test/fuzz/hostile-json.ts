import fc from "fast-check";

/** Values that stand where others are expected. */
const oddValues: readonly unknown[] = [
  null,
  "",
  0,
  -0,
  1e308,
  -1,
  0.1,
  [],
  {},
  true,
  "9".repeat(400),
  "https://",
  "https:/a.test",
  "https://a.test/\u0000",
  "data:,x",
  "[mock:stuck-pending]",
  "Image 99 and Video 0",
  "\ud800",
  "__proto__",
  [null],
  [["https://a.test/1.png"]],
  { image1: "https://a.test/1.mp3", image01: 1 },
  { voice_bindings: { constructor: "x" } },
  "wan2.7-image-to-video",
  "2027-02-30",
  "99999999h",
];

const oddKeys = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "~",
  "a/b",
  "0",
  "model",
  "sk-live-0123456789abcdef",
];

/** A value that JSON can carry. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddValues) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A sound body with some of its members changed, dropped or added. */
export function nearly(bodies: readonly Readonly<Record<string, unknown>>[]): fc.Arbitrary<unknown> {
  const members = [...new Set(bodies.flatMap((body) => Object.keys(body)))];
  const change = fc.tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...members) },
      { weight: 1, arbitrary: fc.constantFrom(...oddKeys) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
    ),
    fc.option(anyValue, { freq: 5, nil: undefined }),
  );
  return fc
    .tuple(fc.constantFrom(...bodies), fc.array(change, { maxLength: 3 }))
    .map(([body, changes]) =>
      Object.fromEntries([...Object.entries(body), ...changes].filter(([, value]) => value !== undefined)),
    );
}

/** JSON text, or what was JSON text before some of it was changed. */
export function hostileText(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const text = values.map((value) => JSON.stringify(value));
  const broken = fc
    .tuple(text, fc.nat(), fc.string({ unit: "binary", maxLength: 3 }), fc.nat({ max: 3 }))
    .map(([whole, at, inserted, dropped]) => {
      const place = at % (whole.length + 1);
      return whole.slice(0, place) + inserted + whole.slice(place + dropped);
    });
  const repeated = text.map((whole) =>
    whole.startsWith("{") && whole.length > 2 ? `{${whole.slice(1, -1)},${whole.slice(1)}` : whole,
  );
  const repetitive = fc
    .tuple(fc.string({ unit: "binary", minLength: 1, maxLength: 2 }), fc.constantFrom(2, 9, 400))
    .map(([unit, times]) => unit.repeat(times));
  return fc.oneof(
    { weight: 1, arbitrary: repetitive },
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: repeated },
  );
}
