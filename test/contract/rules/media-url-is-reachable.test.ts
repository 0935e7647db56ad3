import { expect, test } from "vitest";
import { mediaUrlIsReachable } from "../../../src/contract/rules/media-url-is-reachable.js";
import { cdn, edit, image, reference, runRule, testRule, text, voiced, warn } from "./run-rule.js";

const fetchable = (param: string, url: string, what: string) =>
  `${param} must be a URL that the service can fetch, got "${url}": ${what}`;

testRule(mediaUrlIsReachable, {
  accepts: [
    [
      "public URLs",
      voiced(
        { image1: cdn("a.mp3") },
        { image_start: "http://93.184.215.14/a.png", video_urls: ["HTTPS://CDN.example.com/a.mp4"] },
      ),
    ],
    [
      "media of this machine that the mock knows",
      image({ image_start: "http://localhost:2727/_mock/assets/image-1280x720.png" }),
      { assets: { "http://localhost:2727/_mock/assets/image-1280x720.png": { kind: "image" } } },
    ],
    ["a parameter that the model does not have", text({ image_start: "http://localhost/a.png" })],
    ["a text that is no URL, which the schema refuses", image({ image_start: "kite.jpg" })],
    [
      "values of a wrong type, which the schema refuses",
      reference({ video_urls: "http://localhost/a.mp4", audio_urls: [1] }),
    ],
  ],
  refuses: [
    [
      "URLs that a path join broke, in every parameter",
      voiced(
        { image1: "https:/cdn.example.com/a.mp3" },
        {
          image_start: "https:///cdn.example.com/a.png",
          video_urls: ["http:cdn.example.com/a.mp4", "https://cdn.example.com:0/b.mp4"],
        },
      ),
      [
        warn(
          "/image_start",
          fetchable("image_start", "https:///cdn.example.com/a.png", "write https://cdn.example.com/a.png"),
          ["https://cdn.example.com/a.png"],
        ),
        warn(
          "/video_urls/0",
          fetchable("video_urls[0]", "http:cdn.example.com/a.mp4", "write http://cdn.example.com/a.mp4"),
          ["http://cdn.example.com/a.mp4"],
        ),
        warn(
          "/video_urls/1",
          fetchable(
            "video_urls[1]",
            "https://cdn.example.com:0/b.mp4",
            "its port is not a number from 1 to 65535",
          ),
        ),
        warn(
          "/model_params/voice_bindings/image1",
          fetchable(
            "voice_bindings.image1",
            "https:/cdn.example.com/a.mp3",
            "write https://cdn.example.com/a.mp3",
          ),
          ["https://cdn.example.com/a.mp3"],
        ),
      ],
    ],
    [
      "a broken URL of a file that the mock knows",
      image({ image_start: "https:/cdn.example.com/image-1280x720.png" }),
      [
        warn(
          "/image_start",
          fetchable(
            "image_start",
            "https:/cdn.example.com/image-1280x720.png",
            "write https://cdn.example.com/image-1280x720.png",
          ),
          ["https://cdn.example.com/image-1280x720.png"],
        ),
      ],
      { assets: { "https:/cdn.example.com/image-1280x720.png": { kind: "image" } } },
    ],
    [
      "a URL without a host",
      image({ image_start: "https://", image_end: "https:/" }),
      [
        warn("/image_start", fetchable("image_start", "https://", "it names no host")),
        warn("/image_end", fetchable("image_end", "https:/", "it has no // and host behind its scheme")),
      ],
    ],
    [
      "a data URI",
      image({ image_start: "data:image/png;base64,iVBORw0KGgo=" }),
      [
        warn(
          "/image_start",
          'image_start must be an http(s) URL that the service can fetch, got "data:image/png;base64,iVBORw0KGgo=": upload the file first',
        ),
      ],
    ],
    [
      "a data URI in capitals",
      image({ image_end: "DATA:image/png;base64,AA" }),
      [
        warn(
          "/image_end",
          'image_end must be an http(s) URL that the service can fetch, got "DATA:image/png;base64,AA": upload the file first',
        ),
      ],
    ],
    [
      "a local file",
      edit({ video_urls: ["file:///media/a.mp4"] }),
      [
        warn(
          "/video_urls/0",
          'video_urls[0] must be an http(s) URL that the service can fetch, got "file:///media/a.mp4": upload the file first',
        ),
      ],
    ],
    [
      "a blob of a page",
      edit({ image_urls: ["blob:https://app.example.com/9f3c"] }),
      [
        warn(
          "/image_urls/0",
          'image_urls[0] must be an http(s) URL that the service can fetch, got "blob:https://app.example.com/9f3c": upload the file first',
        ),
      ],
    ],
    [
      "a bucket",
      text({ audio_urls: ["s3://bucket.example.com/a.mp3"] }),
      [
        warn(
          "/audio_urls/0",
          'audio_urls[0] must be an http(s) URL that the service can fetch, got "s3://bucket.example.com/a.mp3": upload the file first',
        ),
      ],
    ],
    [
      "this machine",
      edit({ video_urls: ["http://localhost:3000/a.mp4"] }),
      [
        warn(
          "/video_urls/0",
          'video_urls[0] must be a URL that the service can fetch, got "http://localhost:3000/a.mp4": localhost is a name of this machine',
        ),
      ],
    ],
    [
      "a private address in another spelling",
      voiced({ image2: "https://0xc0a80001/a.mp3" }),
      [
        warn(
          "/model_params/voice_bindings/image2",
          'voice_bindings.image2 must be a URL that the service can fetch, got "https://0xc0a80001/a.mp3": 192.168.0.1 is a private address',
        ),
      ],
    ],
    [
      "an embedded image of megabytes, shown short",
      image({ image_start: `data:image/png;base64,${"A".repeat(3_000_000)}` }),
      [
        warn(
          "/image_start",
          `image_start must be an http(s) URL that the service can fetch, got "data:image/png;base64,${"A".repeat(38)}...": upload the file first`,
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const body = reference({ image_urls: Array.from({ length: 5000 }, () => "data:,a") });
  expect(runRule(mediaUrlIsReachable, body)).toHaveLength(20);
});
