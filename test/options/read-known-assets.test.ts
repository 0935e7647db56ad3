import { describe, expect, it } from "vitest";
import { KitError } from "../../src/errors/kit-error.js";
import { readKnownAssets } from "../../src/options/read-assets.js";

describe("a list of known assets", () => {
  it("is taken as it is, but for the spelling of formats", () => {
    expect(
      readKnownAssets([
        { url: "*.jpg", kind: "image", format: "JPG", width: 1, height: 8000, hasTransparency: false },
        { url: "a", kind: "audio", seconds: 0.5, bytes: 0 },
        { url: "b", kind: "video", format: "MP4", hasSound: true, width: undefined },
      ]),
    ).toEqual([
      { url: "*.jpg", kind: "image", format: "jpeg", width: 1, height: 8000, hasTransparency: false },
      { url: "a", kind: "audio", seconds: 0.5, bytes: 0 },
      { url: "b", kind: "video", format: "mp4", hasSound: true },
    ]);
  });

  it.each([
    [{}, "assets is a list of objects with a url, got an object"],
    [["a"], 'assets[0] is an object with a url and what is known of the file, got "a"'],
    [[{ url: "a" }, null], "assets[1] is an object with a url and what is known of the file, got null"],
    [
      [{ kind: "image" }],
      "assets[0].url is the URL of the file, with * for any characters, of 1 to 2048 characters, got undefined",
    ],
    [
      [{ url: "" }],
      'assets[0].url is the URL of the file, with * for any characters, of 1 to 2048 characters, got ""',
    ],
    [[{ url: "a", kind: "gif" }], 'assets[0].kind is image, video or audio, got "gif"'],
    [[{ url: "a", format: "." }], 'assets[0].format is a format such as jpeg or mp4, got "."'],
    [[{ url: "a", width: 0 }], "assets[0].width is a whole number from 1, got 0"],
    [[{ url: "a", height: "9" }], 'assets[0].height is a whole number from 1, got "9"'],
    [[{ url: "a", seconds: Number.NaN }], "assets[0].seconds is a number of seconds from 0, got NaN"],
    [[{ url: "a", bytes: 1.5 }], "assets[0].bytes is a whole number from 0, got 1.5"],
    [[{ url: "a", hasTransparency: "no" }], 'assets[0].hasTransparency is true or false, got "no"'],
    [[{ url: "a", hasSound: 1 }], "assets[0].hasSound is true or false, got 1"],
    [[{ url: "a", widht: 3 }], 'assets[0] has no member "widht": did you mean width?'],
    [[{ url: "a", constructor: 3 }], /^assets\[0\] has no member "constructor": /],
  ])("refuses %j with one sentence", (list, sentence) => {
    const read = () => readKnownAssets(list);
    expect(read).toThrow(KitError);
    expect(read).toThrow(
      sentence instanceof RegExp ? sentence : expect.objectContaining({ message: sentence }),
    );
  });
});
