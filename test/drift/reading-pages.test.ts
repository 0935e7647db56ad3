import { describe, expect, it } from "vitest";
import { compared, pageOf } from "./published-page.js";

/** A guide in our words, its tables with bars or as text. */
const guide = (change: (text: string) => string = (text) => text) =>
  change(`# A guide to wan2.7-text-to-video and its like

| Model | Kind |
|---|---|
| wan2.7-text-to-video | Words to film |
| wan2.7-image-to-video | Picture to film |
| wan2.7-reference-video | Cast to film |
| wan2.7-video-edit | Film to film |

## Mode 1: Text-to-video

| Parameter | Required | Default | Remarks |
|---|---|---|---|
| prompt | Yes | - | up to 5000 characters |
| duration | No | 5 | 2-15 seconds |

Video edit specific
video_urlsarrayExactly 1 source
image_urlsarrayUp to 4 pictures
durationnumber0 or 2-10 sec

A second costs $0.086/sec at 720p, $0.144/sec at 1080p.

StatusMeaning
pendingIn line

| processing | Under way |
completedReady, with results
failedOver without a result

402insufficient_quotaPay first
| 500 | \`internal_error\` | Try again |
`);

const facts = async (text: string) =>
  (await compared(text)).findings
    .filter(({ part }) => part !== "prose")
    .map(({ severity, change, model, parameter, line }) => [severity, change, model, parameter, line]);

describe("the guide", () => {
  it("is recognised by the models it names, and agrees in its tables", async () => {
    expect((await compared(guide())).models).toEqual(["guide"]);
    expect(await facts(guide())).toEqual([]);
  });

  const changes: readonly { from: string; to: string; found: readonly unknown[] }[] = [
    {
      from: "2-15 seconds",
      to: "2-20 seconds",
      found: ["critical", "maximum", "wan2.7-text-to-video", "duration", 15],
    },
    {
      from: "up to 5000",
      to: "up to 6000",
      found: ["critical", "maxLength", "wan2.7-text-to-video", "prompt", 14],
    },
    {
      from: "| duration | No",
      to: "| duration | Yes",
      found: ["critical", "required", "wan2.7-text-to-video", "duration", 15],
    },
    {
      from: "Up to 4",
      to: "Up to 6",
      found: ["critical", "maxItems", "wan2.7-video-edit", "image_urls", 19],
    },
    {
      from: "durationnumber",
      to: "durationstring",
      found: ["critical", "type", "wan2.7-video-edit", "duration", 20],
    },
    {
      from: "402insufficient_quota",
      to: "402payment_required",
      found: ["critical", "error-code", "guide", "402 error.code", 31],
    },
    {
      from: "402insufficient",
      to: "409insufficient",
      found: ["warning", "status-added", "guide", "409 error.code", 31],
    },
    {
      from: "failedOver",
      to: "cancelledStopped\nfailedOver",
      found: ["critical", "enum", "guide", "200 status", 29],
    },
    {
      from: "pendingIn line\n",
      to: "",
      found: ["critical", "enum", "guide", "200 status", 26],
    },
    { from: "$0.144", to: "$0.1", found: ["warning", "price", "guide", "1080p", 22] },
  ];
  it.each(changes)("tells $from -> $to", async ({ from, to, found }) => {
    expect(await facts(guide((text) => text.replace(from, () => to)))).toEqual([found]);
  });

  it("tells models that came and went", async () => {
    const text = guide((one) => one.replace("| wan2.7-video-edit |", "| wan2.7-video-remix |"));
    expect((await facts(text)).map((found) => found.slice(0, 4))).toEqual([
      ["critical", "model-added", "guide", "model"],
      ["warning", "model-removed", "guide", "model"],
    ]);
  });
});

describe("a guide set anew", () => {
  const bars = (text: string) =>
    text.replaceAll(
      /^\| (.*) \|$/gm,
      (_row, cells: string) => `| ${[...cells.split(" | "), "More"].reverse().join(" | ")} |`,
    );

  it.each([
    ["with its columns the other way round and one more", bars],
    ["with other line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    [
      "with emphasis, entities and links",
      (text: string) => text.replaceAll("2-15", "**2&ndash;15**").replace("$0.086", "[$0.086](/prices)"),
    ],
  ])("agrees %s", async (_what, change) => {
    expect(await facts(guide(change))).toEqual([]);
    expect(
      await facts(guide((text) => change(text.replace("insufficient_quota", "payment_required")))),
    ).toHaveLength(1);
  });
});

describe("a page of which nothing can be compared", () => {
  const links = ["text-to-video", "image-to-video", "video-edit"].map(
    (name) => `- [${name}](https://docs.example.com/wan2.7-${name})`,
  );
  const half = pageOf("wan2.7-text-to-video").split("\n").slice(0, 60).join("\n");
  const other = (path: string, model: string) =>
    pageOf("wan2.7-text-to-video")
      .replaceAll("/v1/videos/generations", path)
      .replaceAll("wan2.7-text-to-video", model);

  it.each([
    [
      "an error page",
      "# Page Not Found\n\nWe could not find wan2.7-reference-video.\n",
      "a.md",
      /did not find what was asked for, and it names wan2\.7-reference-video; .*: give the page as Markdown/,
    ],
    [
      "a page to log in",
      "Sign in to continue with wan2.7-video-edit\n",
      "a.txt",
      /it looks like a page to log in/,
    ],
    [
      "a refusal",
      "Just a moment...\nVerify you are human to read wan2.7-video-edit\n",
      "a.txt",
      /a server that refused the page/,
    ],
    [
      "a list of links",
      `# Models\n\n${links.join("\n")}\n`,
      "a.md",
      /it is a list of links, and it names wan2\.7-text-to-video, /,
    ],
    [
      "prose alone",
      "# Wan\n\nwan2.7-video-edit changes a video.\n",
      "a.md",
      /it is prose, and it names wan2\.7-video-edit/,
    ],
    [
      "a page cut in its document",
      half,
      "a.md",
      /a\.md:7: the fenced block that begins here has no end, so the page is cut short: save all of it$/,
    ],
    [
      "the error of a server",
      '{"error":{"code":"unauthorized"}}',
      "a.json",
      /it looks like the error of a server/,
    ],
    ["another JSON", '{"items":[],"total":0}', "a.txt", /its members are items, total/],
    [
      "another product",
      other("/v1/chat/completions", "some-model"),
      "a.md",
      /it describes POST \/v1\/chat\/completions, and no schema/,
    ],
    [
      "another model's page",
      other("/v1/videos/generations", "some-model"),
      "a.md",
      /generations of some-model, and no schema/,
    ],
    ["HTML behind a comment", "<!-- saved -->\n<html><body>wan2.7-video-edit", "a.txt", /it is HTML/],
    ["another encoding", "wan2.7-video-edit d\ufffdur\ufffd", "a.txt", /it is no text in UTF-8/],
    [
      "an address without a schema",
      "openapi: 3.1.0\npaths: {/v1/credits: {get: {responses: {'200': {description: x}}}}}\n",
      "a.yaml",
      /it describes GET \/v1\/credits, and no schema/,
    ],
  ])("is %s", async (_what, text, name, sentence) => {
    await expect(compared(text, name)).rejects.toThrow(sentence);
  });
});

describe("a document in a block", () => {
  it.each(["yaml", 'yaml title="x"', "{.yaml}", "text", "", "YAML"])(
    "is found behind the words %j",
    async (info) => {
      const page = pageOf("tasks").replace(/^````yaml.*$/m, () => `\`\`\`\`${info}`);
      expect((await compared(page)).models).toEqual(["tasks"]);
    },
  );
});

/** A page of one model as it is rendered for reading. */
const rendered = (change: (text: string) => string = (text) => text) =>
  change(`Body

model
enum<string>
required

One of them

Available options:
wan2.7-video-edit

prompt
string
required

Maximum string length: 5000

negative_prompt
string

Maximum string length: 500

video_urls
string<uri>[]
required

Required array length: 1 element

image_urls
string<uri>[]

Maximum array length: 4

keep_original_sound
boolean
default:false

quality
enum<string>
default:720p

Available options:
720p,
1080p
Example:

"720p"

aspect_ratio
enum<string>

Available options:
16:9,
9:16,
1:1,
4:3,
3:4

duration
number
default:0

Required range: 0 <= x <= 10

seed
integer

Required range: 1 <= x <= 2147483647

prompt_extend
boolean
default:false

callback_url
string<uri>

Response

created
integer
`);

describe("a page as rendered", () => {
  it("agrees where it says the same", async () => {
    expect((await compared(rendered(), "page.txt")).models).toEqual(["wan2.7-video-edit"]);
    expect(await facts(rendered())).toEqual([]);
  });

  const changes: readonly { from: string; to: string; found: readonly unknown[] }[] = [
    { from: "x <= 10", to: "x <= 20", found: ["critical", "maximum", "duration"] },
    { from: "0 <= x", to: "0 < x", found: ["critical", "minimum", "duration"] },
    { from: "1 element", to: "1 - 3 elements", found: ["critical", "maxItems", "video_urls"] },
    { from: "4:3,\n", to: "", found: ["critical", "enum", "aspect_ratio"] },
    { from: "length: 500\n", to: "length: 400\n", found: ["critical", "maxLength", "negative_prompt"] },
    {
      from: "prompt\nstring\nrequired",
      to: "prompt\nnumber\nrequired",
      found: ["critical", "type", "prompt"],
    },
    { from: "seed\ninteger\n", to: "seed\ninteger\nrequired\n", found: ["critical", "required", "seed"] },
    {
      from: "seed\ninteger",
      to: "grain\nboolean\n\nseed\ninteger",
      found: ["warning", "parameter-added", "grain"],
    },
    { from: "default:720p", to: "default:1080p", found: ["warning", "default", "quality"] },
    {
      from: "Required range: 0 <= x <= 10",
      to: "deprecated\n\nRequired range: 0 <= x <= 10",
      found: ["warning", "deprecated", "duration"],
    },
  ];
  it.each(changes)("tells $from -> $to", async ({ from, to, found: [severity, change, parameter] }) => {
    const text = rendered((one) => one.replace(from, () => to));
    const [found, ...more] = await facts(text);
    expect(more).toEqual([]);
    expect(found?.slice(0, 4)).toEqual([severity, change, "wan2.7-video-edit", parameter]);
    expect(text.split("\n")[Number(found?.[4]) - 1]).toBe(parameter);
  });
});
