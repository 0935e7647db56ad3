import { expect, it } from "vitest";
import { validateRequest } from "../../src/index.js";
import { parseUrl } from "../../src/text/parse-url.js";

it("takes a URL apart, alone or from where it is relative", () => {
  expect(parseUrl("https://a.example/b")?.host).toBe("a.example");
  expect(parseUrl("/b", "https://a.example/c")?.href).toBe("https://a.example/b");
  for (const text of ["", "/b", "https://", "http://a b/"]) expect(parseUrl(text)).toBeUndefined();
});

it("gives the ten-thousandth URL with a letter of Latin-1 the advice of the first", () => {
  const body = { model: "wan2.7-text-to-video", prompt: "x", callback_url: "https://bücher.example/h" };
  const advice = () => validateRequest(body).findings.map(({ message }) => message);
  const first = advice();
  expect(first.join()).toContain("as https://xn--bcher-kva.example/h");
  for (let count = 0; count < 10_000; count++) expect(advice()).toEqual(first);
});
