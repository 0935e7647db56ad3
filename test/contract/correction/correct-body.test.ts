import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundledModels } from "../../../src/contract/bundled-models.js";
import { correctBody } from "../../../src/contract/correction/correct-body.js";
import { allModels } from "../../../src/contract/models/model-ids.js";
import type { Body, RuleExample } from "../../../src/contract/rules/define-rule.js";
import { ruleById, rules } from "../../../src/contract/rules/rule-list.js";
import { sampleRequest } from "../../../src/contract/sample-request.js";
import { vendorOperations } from "../../../src/contract/vendor-operations.js";
import { isJsonObject } from "../../../src/text/is-json-object.js";
import { parseJson } from "../../../src/text/parse-json.js";
import { verifyCases } from "../../../src/verify/verify-cases.js";
import { cpuMilliseconds } from "../../harness/cpu-time.js";
import { CountingContract, correctionOf, errorsOf, readOf, replay } from "./corrected.js";

const { contract } = new CountingContract();
const text = { model: "wan2.7-text-to-video", prompt: "A heron lands" };
const image = { model: "wan2.7-image-to-video", prompt: "The kite climbs" };
const duet = {
  model: "wan2.7-reference-video",
  prompt: "A duet",
  image_urls: ["https://media.example.com/1.jpg", "https://media.example.com/2.jpg"],
};
const voiced = (voice_bindings: unknown) => ({ ...duet, model_params: { voice_bindings } });
const VOICE = "https://media.example.com/voice.mp3";

/** Changes as lines: `/duration 16 -> 15`, `+/prompt "x"`, `-/seed`. */
function changesOf(body: unknown, judge = contract): readonly string[] | undefined {
  return correctionOf(judge, body)?.changes.map(({ pointer, from, to }) => {
    if (to === undefined) return `-${pointer}`;
    return from === undefined
      ? `+${pointer} ${JSON.stringify(to)}`
      : `${pointer} ${JSON.stringify(from)} -> ${JSON.stringify(to)}`;
  });
}

describe("a corrected body", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["a number in a text", { ...text, duration: "10" }, ['/duration "10" -> 10']],
    ["seconds with their unit", { ...text, duration: "8s" }, ['/duration "8s" -> 8']],
    ["a number in a text, out of bounds", { ...text, duration: "99" }, ['/duration "99" -> 15']],
    ["a number above its maximum", { ...text, duration: 16 }, ["/duration 16 -> 15"]],
    ["a number below its minimum", { ...text, seed: 0 }, ["/seed 0 -> 1"]],
    ["a fraction", { ...text, duration: 7.5 }, ["/duration 7.5 -> 8"]],
    ["a fraction and a text", { ...text, seed: "1.4" }, ['/seed "1.4" -> 1']],
    ["a boolean in a text", { ...text, prompt_extend: "true" }, ['/prompt_extend "true" -> true']],
    ["a number for a text", { ...text, prompt: 7 }, ['/prompt 7 -> "7"']],
    ["a word in capitals", { ...text, quality: "1080P" }, ['/quality "1080P" -> "1080p"']],
    ["a word without its unit", { ...text, quality: 1080 }, ['/quality 1080 -> "1080p"']],
    ["another sign in a ratio", { ...text, aspect_ratio: "9x16" }, ['/aspect_ratio "9x16" -> "9:16"']],
    ["a word that is not offered", { ...text, quality: "480p" }, ['/quality "480p" -> "720p"']],
    ["null for an optional parameter", { ...text, seed: null }, ["-/seed"]],
    ["an empty list", { ...text, audio_urls: [] }, ["-/audio_urls"]],
    ["one URL for a list", { ...text, audio_urls: VOICE }, [`/audio_urls "${VOICE}" -> ["${VOICE}"]`]],
    ["a list for one URL", { ...image, image_start: [VOICE] }, [`/image_start ["${VOICE}"] -> "${VOICE}"`]],
    [
      "a list in a text",
      { ...text, audio_urls: `["${VOICE}"]` },
      [`/audio_urls ${JSON.stringify(`["${VOICE}"]`)} -> ["${VOICE}"]`],
    ],
    [
      "a list that is too long",
      { ...text, audio_urls: [VOICE, "https://b.example.com/c.mp3"] },
      [`/audio_urls ["${VOICE}","https://b.example.com/c.mp3"] -> ["${VOICE}"]`],
    ],
    [
      "a missing prompt under a close name",
      { model: text.model, Prompt: "Rain", seed: 3 },
      ["-/Prompt", '+/prompt "Rain"'],
    ],
    [
      "a model with a slip",
      { ...text, model: "wan27-t2v" },
      ['/model "wan27-t2v" -> "wan2.7-text-to-video"'],
    ],
    [
      "a model in a list",
      { ...text, model: [text.model] },
      ['/model ["wan2.7-text-to-video"] -> "wan2.7-text-to-video"'],
    ],
    [
      "a model under a close name",
      { Model: text.model, prompt: "Rain" },
      ["-/Model", '+/model "wan2.7-text-to-video"'],
    ],
    [
      "a callback over http",
      { ...text, callback_url: "http://app.example.com/wan?a=1" },
      ['/callback_url "http://app.example.com/wan?a=1" -> "https://app.example.com/wan?a=1"'],
    ],
    [
      "a callback to this machine",
      { ...image, image_start: VOICE, callback_url: "http://localhost:3000/hooks?a=1" },
      ['/callback_url "http://localhost:3000/hooks?a=1" -> "https://hooks.example.com/hooks?a=1"'],
    ],
    [
      "a URL without a scheme",
      { ...image, image_start: "media.example.com/a.jpg" },
      ['/image_start "media.example.com/a.jpg" -> "https://media.example.com/a.jpg"'],
    ],
    [
      "a URL with a blank in it",
      { ...image, image_start: "https://media.example.com/a b.jpg" },
      ['/image_start "https://media.example.com/a b.jpg" -> "https://media.example.com/a%20b.jpg"'],
    ],
    [
      "material that excludes other material",
      { ...image, video_urls: ["https://m.example.com/a.mp4"], audio_urls: [VOICE] },
      ["-/audio_urls"],
    ],
    [
      "a mode of other material",
      { ...image, image_start: VOICE, generation_mode: "first_last_frame" },
      ['/generation_mode "first_last_frame" -> "first_frame"'],
    ],
    [
      "an ending without a beginning",
      { ...image, image_end: VOICE },
      ['+/image_start "https://cdn.example.com/frames/kite.jpg"'],
    ],
    [
      "a bound that a rule states",
      { ...duet, video_urls: ["https://m.example.com/a.mp4"], duration: 14 },
      ["/duration 14 -> 10"],
    ],
    [
      "too many references together",
      {
        ...duet,
        video_urls: [
          "https://m.example.com/1.mp4",
          "https://m.example.com/2.mp4",
          "https://m.example.com/3.mp4",
          "https://m.example.com/4.mp4",
        ],
      },
      [
        '/image_urls ["https://media.example.com/1.jpg","https://media.example.com/2.jpg"] -> ["https://media.example.com/1.jpg"]',
      ],
    ],
    [
      "a voice under another name",
      voiced({ img2: VOICE }),
      ["-/model_params/voice_bindings/img2", `+/model_params/voice_bindings/image2 "${VOICE}"`],
    ],
    [
      "a voice for a video that is not there",
      voiced({ image1: VOICE, video1: "https://b.example.com/v.mp3" }),
      ["-/model_params/voice_bindings/video1"],
    ],
    [
      "a long URL that is misspelt",
      { ...text, callback_url: `https:/hooks.example.com/${"a".repeat(200)}` },
      [
        `/callback_url "https:/hooks.example.com/${"a".repeat(200)}" -> "https://hooks.example.com/${"a".repeat(200)}"`,
      ],
    ],
    ["null in a list", { ...duet, image_urls: [null, null, VOICE] }, ["-/image_urls/0", "-/image_urls/0"]],
    [
      "null for what cannot be left out, beside another fault",
      { ...image, image_start: null, duration: 16 },
      ['/image_start null -> "https://cdn.example.com/frames/kite.jpg"', "/duration 16 -> 15"],
    ],
    [
      "material of another mode than the one asked for",
      {
        ...image,
        generation_mode: "video_continuation",
        image_start: VOICE,
        video_urls: ["https://m.example.com/a.mp4"],
      },
      ["-/image_start"],
    ],
    [
      "a clip and an ending beside the first frame that is asked for",
      {
        ...image,
        generation_mode: "first_frame",
        image_start: VOICE,
        image_end: VOICE,
        video_urls: ["https://m.example.com/a.mp4"],
      },
      ["-/image_end", "-/video_urls"],
    ],
    [
      "sound without the frames that are asked for",
      { ...image, generation_mode: "first_last_frame", audio_urls: [VOICE] },
      [
        '+/image_start "https://cdn.example.com/kite.jpg"',
        '+/image_end "https://cdn.example.com/clouds.jpg"',
      ],
    ],
    [
      "several faults",
      { ...text, model: "wan2.7-text-to-vide", duration: "16", quality: "4K", seed: null },
      [
        '/model "wan2.7-text-to-vide" -> "wan2.7-text-to-video"',
        '/quality "4K" -> "720p"',
        '/duration "16" -> 15',
        "-/seed",
      ],
    ],
  ])("of %s", (_fault, body, changes) => {
    expect(changesOf(body)).toEqual(changes);
  });

  it("has a repeated member once, with the value that counts", () => {
    const repeated = `{"model":"${duet.model}","prompt":"a","image_urls":["https://a.example.com/1.jpg"],"model_params":{"voice_bindings":{"image1":"https://a.example.com/1.mp3","image1":"${VOICE}"}}}`;
    const pointer = "/model_params/voice_bindings/image1";
    expect(correctionOf(contract, repeated)?.changes).toEqual([
      { pointer, to: VOICE, because: "no-duplicate-json-keys" },
    ]);
  });

  it("is the body itself, without a change, where there is no error", () => {
    const body = { ...text, aspectRatio: "1:1" };
    expect(correctionOf(contract, body)).toEqual({ body, changes: [] });
  });

  it("keeps the order of its members, and names that look like those of a prototype", () => {
    const body = parseJson(
      `{"model":"${text.model}","__proto__":{"seed":1},"Prompt":"Rain","constructor":2,"seed":"3"}`,
    );
    expect(JSON.stringify(correctionOf(contract, body)?.body)).toBe(
      `{"model":"${text.model}","__proto__":{"seed":1},"prompt":"Rain","constructor":2,"seed":3}`,
    );
  });

  it("finds a member by the pointer of a finding that cuts its name", () => {
    const key = "image".padEnd(150, "x");
    expect(changesOf(voiced({ [key]: VOICE }))).toEqual([`-/model_params/voice_bindings/${key}`]);
  });

  it.each<[string, unknown]>([
    ["names no model", { prompt: "Rain" }],
    ["names a model like no other", { ...text, model: "sora-2" }],
    [
      "has twenty errors",
      voiced(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`voice${index}`, VOICE]))),
    ],
    ["takes more than 64 KB", { ...text, duration: 16, extra: "x".repeat(70_000) }],
  ])("is none of a body that %s", (_reason, body) => {
    expect(correctionOf(contract, body)).toBeUndefined();
  });

  it("says of each change which finding it removes", () => {
    expect(correctionOf(contract, { ...text, duration: 16, quality: 7 })?.changes).toEqual([
      { pointer: "/quality", from: 7, to: "720p", because: "schema/type" },
      { pointer: "/duration", from: 16, to: 15, because: "schema/maximum" },
    ]);
  });

  it("renames and respells under settings in which every warning refuses", () => {
    const { contract: strict } = new CountingContract({ strict: true });
    expect(changesOf({ ...text, aspectRatio: "1:1", num_seconds: "8" }, strict)).toEqual([
      "-/aspectRatio",
      '+/aspect_ratio "1:1"',
      "-/num_seconds",
      "+/duration 8",
    ]);
    expect(changesOf({ ...text, prompt: "[0-3s] a pier [3-6s] a lamp" }, strict)).toEqual(["+/duration 6"]);
    expect(changesOf({ ...duet, prompt: "image 1 waves to Image2" }, strict)).toEqual([
      '/prompt "image 1 waves to Image2" -> "Image 1 waves to Image 2"',
    ]);
    expect(changesOf({ ...text, prompt: "雨".repeat(5001) }, strict)).toHaveLength(1);
    expect(changesOf({ ...duet, prompt: "Image 1 waves to Image 3" }, strict)).toEqual([
      `/image_urls ${JSON.stringify(duet.image_urls)} -> ${JSON.stringify([...duet.image_urls, "https://cdn.example.com/refs/image-1.png"])}`,
    ]);
    const { contract: judge } = new CountingContract({
      rules: { "media-url-has-accepted-extension": "error" },
    });
    expect(changesOf({ ...image, image_start: "https://media.example.com/a.gif" }, judge)).toEqual([
      '/image_start "https://media.example.com/a.gif" -> "https://cdn.example.com/frames/kite.jpg"',
    ]);
  });
});

describe("the examples that rules refuse", () => {
  const examples = rules.flatMap(({ id, meta }) =>
    meta.examples.refuses.map((example, index): [string, RuleExample] => [`${id} #${index + 1}`, example]),
  );
  /** The bodies that are not corrected: credits that are spent stay spent. */
  const left = ["policy-daily-credits #1"];

  it.each([
    ["by default", {}, left],
    [
      "where warnings refuse, and media that break a limit",
      { strict: true, assetFailures: "request" } as const,
      left,
    ],
  ])("are corrected %s", (_when, settings, expected) => {
    const { contract: judge } = new CountingContract(settings);
    const uncorrected: string[] = [];
    for (const [name, { body, assets = {}, policy, spending }] of examples) {
      const read = readOf(judge, body);
      const context = {
        assetOf: (url: string) => assets[url],
        ...(policy === undefined ? {} : { policy }),
        ...(spending === undefined ? {} : { spending: () => spending }),
      };
      const errors = errorsOf(judge, read, context);
      if ("strict" in settings) expect(errors, name).not.toEqual([]);
      const corrected = correctBody(judge, read, context);
      if (corrected === undefined) uncorrected.push(name);
      else {
        expect(errorsOf(judge, { body: corrected.body, duplicates: [] }, context), name).toEqual([]);
        expect(corrected.changes.length > 0, name).toBe(errors.length > 0);
      }
    }
    expect(examples.length).toBeGreaterThanOrEqual(72);
    expect(uncorrected).toEqual(expected);
  });
});

it("corrects every refused submit of verify that names a model", () => {
  let refused = 0;
  const uncorrected: string[] = [];
  for (const one of verifyCases()) {
    if (one.kind !== "exchange") continue;
    const { name } = one;
    const { path, method, body = "" } = one.request;
    if (method !== "POST" || path !== vendorOperations.submit.path || !isJsonObject(parseJson(body)))
      continue;
    const read = readOf(contract, body);
    if (errorsOf(contract, read).length === 0) continue;
    refused++;
    const corrected = correctBody(contract, read);
    if (corrected === undefined) uncorrected.push(name);
    else expect(errorsOf(contract, { body: corrected.body, duplicates: [] }), name).toEqual([]);
  }
  expect(refused).toBeGreaterThan(330);
  expect(uncorrected).toEqual([
    "http/submit without a model",
    "http/submit with null as model",
    "http/submit with a number as model",
  ]);
});

describe("any body", async () => {
  const samples: Body[] = [];
  for (const model of allModels) {
    for (let seed = 1; seed <= 25; seed++) samples.push(await sampleRequest(model, seed));
  }
  const parameters = [...new Set(bundledModels.flatMap(({ properties }) => Object.keys(properties)))];
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      null,
      "",
      0,
      -1,
      1.5,
      99,
      "7",
      "true",
      [],
      {},
      [[]],
      [null],
      "http://localhost/x",
    ),
    fc.constantFrom<unknown>("720", "16x9", "a.jpg", ["http://a b"], {
      voice_bindings: { img1: "x", image9: VOICE },
    }),
    fc.constantFrom<unknown>(
      ["https://a.example.com/1.mp4"],
      Array.from({ length: 7 }, (_, at) => `https://a.example.com/${at}.png`),
    ),
  );
  const names = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...parameters) },
    fc.constantFrom("Prompt", "aspectRatio", "image", "__proto__", "constructor", "a/b~c", "", "seconds"),
  );
  const mutated = fc
    .record({
      sample: fc.constantFrom(...samples),
      set: fc.array(fc.tuple(names, odd), { maxLength: 5 }),
      removed: fc.array(fc.constantFrom(...parameters), { maxLength: 2 }),
    })
    .map(({ sample, set, removed }) =>
      Object.fromEntries([...Object.entries(sample), ...set].filter(([name]) => !removed.includes(name))),
    );

  it.each([{}, { strict: true }])(
    "is left as it is, judged 200 times at most, and without error when corrected, with %j",
    (settings) => {
      const counting = new CountingContract(settings);
      const { contract: judge } = counting;
      fc.assert(
        fc.property(mutated, (body) => {
          const read = readOf(judge, body);
          const errors = errorsOf(judge, read);
          counting.judged = 0;
          const corrected = correctBody(judge, read);
          expect(counting.judged).toBeLessThanOrEqual(200);
          if (corrected === undefined) {
            // Which model is meant is not guessed, and prompts are left to their writers.
            const isLeft = errors.length >= 20 || errors[0]?.pointer === "/model" || judge.settings.strict;
            expect(isLeft, JSON.stringify(errors)).toBe(true);
            return;
          }
          expect(errorsOf(judge, { body: corrected.body, duplicates: [] })).toEqual([]);
          const bodies = replay(read.body, corrected.changes);
          expect(bodies.at(-1)).toEqual(corrected.body);
          if (errors.length === 0) expect(corrected.changes).toEqual([]);
          const touchable = new Set<string>();
          for (const [index, change] of corrected.changes.entries()) {
            const state = bodies[index];
            for (const { rule, pointer } of errorsOf(judge, { body: state as Body, duplicates: [] })) {
              for (const name of [pointer.split("/")[1], ...(ruleById.get(rule)?.meta.parameters ?? [])])
                if (name !== undefined) touchable.add(name);
            }
            const next = corrected.changes[index + 1];
            const isRenamed =
              change.to === undefined && next?.from === undefined && next?.because === change.because;
            const [own, other] = [change, next].map((one) => one?.pointer.split("/")[1] ?? "");
            const isTouchable = touchable.has(own ?? "") || (isRenamed && touchable.has(other ?? ""));
            const added = corrected.changes[index - 1];
            const isNewName =
              change.from === undefined && added?.to === undefined && added?.because === change.because;
            expect(isTouchable || isNewName, JSON.stringify(change)).toBe(true);
          }
        }),
        { numRuns: 400 },
      );
    },
  );
});

describe("the cost of a correction", () => {
  it("does not grow with the square of the spaces in a number that is none", () => {
    const cost = (spaces: number) => {
      const read = readOf(contract, { ...text, duration: `1${" ".repeat(spaces)}x` });
      return cpuMilliseconds(() => correctBody(contract, read));
    };
    cost(1000);
    expect(cost(60_000)).toBeLessThan(200 + 30 * cost(2000));
  });
});
