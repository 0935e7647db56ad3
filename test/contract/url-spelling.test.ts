import { expect, it, test } from "vitest";
import { validateRequest } from "../../src/compose/validate-request.js";
import { respelt, spellingFault } from "../../src/contract/url-spelling.js";

const MEANT = "https://cdn.example.com/kite.png";

test.each([
  "https:\\\\cdn.example.com\\kite.png",
  "https://cdn.example.com\\kite.png",
  ` ${MEANT}`,
  `${MEANT}\n`,
  `\uFEFF${MEANT}`,
  "https://cdn.exa\tmple.com/kite.png",
  "//cdn.example.com/kite.png",
  "https//cdn.example.com/kite.png",
  "https;//cdn.example.com/kite.png",
])("the schema refuses %j and the sentence says how it is written", (url) => {
  const body = { model: "wan2.7-image-to-video", prompt: "It climbs", image_start: url, callback_url: url };
  expect(validateRequest(body).findings.map(({ message }) => message.split(": write ")[1])).toEqual([
    MEANT,
    MEANT,
  ]);
});

it("guesses at nothing that names no likely host", () => {
  for (const url of [
    MEANT,
    "",
    "kite.png",
    "https:",
    "https:///",
    "https:/kite",
    "https:/256.1.1.1:99999/a",
    "https:/cdn.example.com/a b",
    "ftp:/cdn.example.com/kite.png",
    `https:/cdn.example.com/${"a".repeat(2048)}`,
  ])
    expect(respelt(url), url).toBeUndefined();
});

it("shows a long guess short", () => {
  expect(respelt(`https:/cdn.example.com/${"a".repeat(200)}`)).toMatch(
    /^https:\/\/cdn\.example\.com\/a{76}\.\.\.$/,
  );
});

it("finds no fault with what a URL may hold", () => {
  for (const url of [
    MEANT,
    "HTTP://CDN.example.com",
    "https://https.example.com/http://a",
    "https://[2606:2800:220:1::1]:8443/a",
    "https://a_b.example.com/",
    "https://user@cdn.example.com:00443?a#b",
  ])
    expect(spellingFault(url), url).toBeUndefined();
});
