import { expect, it } from "vitest";
import { validateRequest } from "../../src/index.js";

it.each([
  ["https://bücher.example/h", "https://xn--bcher-kva.example/h"],
  ["https://例え.jp:8443/h?q=ö", "https://xn--r8jz45g.jp:8443/h?q=%C3%B6"],
  ["https://hooks.example.com/a b", "https://hooks.example.com/a%20b"],
])("says how to write %s in ASCII, and takes what it says", (url, ascii) => {
  const body = { model: "wan2.7-text-to-video", prompt: "x", callback_url: url } as const;
  expect(validateRequest(body).findings.map(({ message }) => message)).toEqual([
    `callback_url must be an absolute URL, got "${url}": write it in ASCII, as ${ascii}`,
  ]);
  expect(validateRequest({ ...body, callback_url: ascii }).findings).toEqual([]);
});
