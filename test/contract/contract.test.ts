import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, validateRequest } from "../../src/compose/validate-request.js";
import { isBodyRefusal } from "../../src/contract/body-refusal.js";
import { bundledModels } from "../../src/contract/bundled-models.js";
import { Contract } from "../../src/contract/contract.js";
import type { WanModel } from "../../src/contract/models/model-ids.js";
import type { Body, Rule, RuleExample } from "../../src/contract/rules/define-rule.js";
import { rules } from "../../src/contract/rules/rule-list.js";
import { sampleRequest } from "../../src/contract/sample-request.js";
import { defaultSettings } from "../../src/contract/settings.js";
import { KitError } from "../../src/errors/kit-error.js";

const contract = new Contract(bundledModels, rules, defaultSettings);
const models = bundledModels.map(({ id }) => id as WanModel);
const anyModel = fc.constantFrom(...models);
const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const rulesOf = (findings: readonly { rule: string }[]) => new Set(findings.map(({ rule }) => rule));

/** All that is said of a rule's example, with what it says is known of its media. */
function verdictOn(example: RuleExample) {
  const read =
    typeof example.body === "string"
      ? contract.read(example.body)
      : { body: example.body as Body, duplicates: [] };
  if (isBodyRefusal(read)) throw new Error("an example is a JSON object");
  const model = contract.modelOf(read.body);
  const { spending } = example;
  if (isBodyRefusal(model)) throw new Error("an example names a bundled model");
  return contract.check(model, read.body, {
    duplicates: read.duplicates,
    assetOf: (url) => example.assets?.[url],
    ...(example.policy === undefined ? {} : { policy: example.policy }),
    ...(spending === undefined ? {} : { spending: () => spending }),
  });
}

describe("samples", () => {
  it("are accepted without a finding, whatever the model and seed", async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, anySeed, async (model, seed) => {
        const verdict = validateRequest(await sampleRequest(model, seed));
        expect(verdict.findings).toEqual([]);
        expect(verdict.accepted).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("are the same for the same seed and differ between seeds", async () => {
    expect(await sampleRequest("wan2.7-video-edit", 3)).toEqual(await sampleRequest("wan2.7-video-edit", 3));
    const texts = new Set<string>();
    for (let seed = 0; seed < 50; seed++)
      texts.add(JSON.stringify(await sampleRequest("wan2.7-text-to-video", seed)));
    expect(texts.size).toBeGreaterThan(45);
  });

  it("use every parameter of every model", async () => {
    for (const model of bundledModels) {
      const used = new Set<string>();
      for (let seed = 0; seed < 200; seed++)
        for (const key of Object.keys(await sampleRequest(model.id as WanModel, seed))) used.add(key);
      expect([...used].sort()).toEqual(Object.keys(model.properties).sort());
    }
  });

  it("are refused for a model that no document describes", async () => {
    await expect(sampleRequest("wan2.6-text-to-video" as never)).rejects.toThrow(KitError);
  });
});

describe("rule examples in the whole contract", () => {
  const cases = rules.flatMap((rule: Rule) => [
    ...rule.meta.examples.accepts.map((example, index) => ({
      rule,
      example,
      name: `accepts[${index}]`,
      refuses: false,
    })),
    ...rule.meta.examples.refuses.map((example, index) => ({
      rule,
      example,
      name: `refuses[${index}]`,
      refuses: true,
    })),
  ]);

  it.each(cases)("$rule.id $name says exactly what it lists", ({ rule, example, refuses }) => {
    const verdict = verdictOn(example);
    const expected = new Set([...(refuses ? [rule.id] : []), ...(example.alsoBreaks ?? [])]);
    expect(rulesOf(verdict.findings)).toEqual(expected);
    if (!refuses && expected.size === 0) expect(verdict.rejection).toBeUndefined();
  });
});

/** Ways to break one error rule in a valid body; `undefined` where the body cannot take it. */
const breakers: Readonly<
  Record<string, (body: Record<string, unknown>) => Record<string, unknown> | undefined>
> = {
  "duration-is-whole-seconds": (body) => ({ ...body, duration: 4.5 }),
  "callback-url-is-https": (body) => ({ ...body, callback_url: "http://hooks.example.com/x" }),
  "callback-url-is-public": (body) => ({ ...body, callback_url: "https://2130706433/x" }),
  "callback-url-fits-2048": (body) => ({
    ...body,
    callback_url: `https://hooks.example.com/${"x".repeat(2048)}`,
  }),
  "material-set-is-valid": (body) =>
    body["model"] === "wan2.7-image-to-video" && body["video_urls"] !== undefined
      ? without({ ...body, image_start: "https://cdn.example.com/a.png" }, "generation_mode")
      : undefined,
  "generation-mode-matches-materials": (body) =>
    body["model"] === "wan2.7-image-to-video" && body["video_urls"] === undefined
      ? { ...body, generation_mode: "video_continuation" }
      : undefined,
  "continuation-takes-one-video": (body) =>
    body["model"] === "wan2.7-image-to-video" && body["video_urls"] !== undefined
      ? { ...body, video_urls: ["https://cdn.example.com/a.mp4", "https://cdn.example.com/b.mp4"] }
      : undefined,
  "needs-a-reference": (body) =>
    body["model"] === "wan2.7-reference-video"
      ? {
          model: body["model"],
          prompt: "A quiet harbour",
          image_urls: [],
          image_start: "https://cdn.example.com/a.png",
        }
      : undefined,
  "at-most-five-references": (body) =>
    body["model"] === "wan2.7-reference-video"
      ? {
          ...body,
          image_urls: Array.from({ length: 6 }, (_, index) => `https://cdn.example.com/${index}.png`),
        }
      : undefined,
  "video-reference-caps-duration": (body) =>
    body["model"] === "wan2.7-reference-video" && body["video_urls"] !== undefined
      ? { ...body, duration: 11 }
      : undefined,
  "voice-binding-key-format": (body) => withVoice(body, "img1"),
  "voice-binding-in-range": (body) => withVoice(body, "image9"),
  "edit-duration-is-zero-or-two-to-ten": (body) =>
    body["model"] === "wan2.7-video-edit" ? { ...body, duration: 1 } : undefined,
};

function without(body: Record<string, unknown>, key: string): Record<string, unknown> {
  const { [key]: _gone, ...rest } = body;
  return rest;
}

function withVoice(body: Record<string, unknown>, key: string): Record<string, unknown> | undefined {
  if (body["model"] !== "wan2.7-reference-video") return undefined;
  const { audio_urls: _audio, ...rest } = body;
  return { ...rest, model_params: { voice_bindings: { [key]: "https://cdn.example.com/voice.wav" } } };
}

describe("one broken rule in a valid body", () => {
  it.each(Object.keys(breakers))("is refused by %s", async (id) => {
    const breaker = breakers[id];
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(anyModel, anySeed, async (model, seed) => {
        const broken = breaker?.(await sampleRequest(model, seed));
        if (broken === undefined) return;
        tried++;
        const verdict = validateRequest(broken);
        const errors = verdict.findings.filter(({ severity }) => severity === "error");
        expect([...rulesOf(errors)]).toEqual([id]);
        expect(verdict.status).toBe(400);
        expect(verdict.error?.message).toBe(errors[0]?.message);
      }),
      { numRuns: 600 },
    );
    expect(tried).toBeGreaterThan(10);
  });

  it("has a breaker for every error rule that a body alone can break", () => {
    const others = [
      "duration-covers-input-clip",
      "voice-binding-has-value",
      "at-most-five-voice-bindings",
      "no-voice-for-image-start",
    ];
    const errors = rules
      .filter(({ meta }) => meta.policy !== true && meta.severity === "error" && meta.failure === undefined)
      .map(({ id }) => id);
    const covered = [...Object.keys(breakers), ...others, "no-duplicate-json-keys"];
    expect(errors.filter((id) => !covered.includes(id))).toEqual([]);
  });
});

describe("any input", () => {
  it("is judged without a throw, as a JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), anyModel, (value, model) => {
        validateRequest(value);
        if (typeof value === "object" && value !== null && !Array.isArray(value))
          validateRequest({ ...value, model });
      }),
      { numRuns: 3000 },
    );
  });

  it("is judged without a throw, with documented parameters of any value", () => {
    const names = [...new Set(bundledModels.flatMap(({ properties }) => Object.keys(properties)))];
    const body = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(body, anyModel, (parameters, model) => {
        const verdict = validateRequest({ ...parameters, model });
        expect(verdict.accepted).toBe(verdict.error === undefined);
      }),
      { numRuns: 5000 },
    );
  });

  it("is judged without a throw, as text", async () => {
    const texts: string[] = [];
    for (const model of models) texts.push(JSON.stringify(await sampleRequest(model, 5)));
    const cut = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.string({ maxLength: 4 }))
      .map(([text, at, insert]) => {
        const place = at % text.length;
        return text.slice(0, place) + insert + text.slice(place + insert.length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), cut), (text) => {
        const verdict = validateRequest(text);
        expect(verdict.accepted).toBe(verdict.status === 200);
      }),
      { numRuns: 5000 },
    );
  });

  it("survives 200,000 levels as a parsed body", () => {
    let deep: unknown = [];
    for (let level = 0; level < 200_000; level++) deep = [deep];
    const verdict = validateRequest({
      model: "wan2.7-text-to-video",
      prompt: "x",
      audio_urls: deep,
      odd: deep,
    });
    expect(verdict.error?.message).toBe("audio_urls[0] must be a string, got an array of 1 item");
  });

  it("costs a body with a million entries no million findings", () => {
    const image_urls = Array.from({ length: 1_000_000 }, () => 1);
    const verdict = validateRequest({ model: "wan2.7-reference-video", prompt: "x", image_urls });
    expect(verdict.accepted).toBe(false);
    expect(verdict.findings.length).toBeLessThanOrEqual(100);
  });
});

describe("unknown fields", () => {
  it("leave a valid body valid, with a warning", async () => {
    const names = new Set(bundledModels.flatMap(({ properties }) => Object.keys(properties)));
    const surplus = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !names.has(name)),
      fc.jsonValue({ maxDepth: 2 }),
      { minKeys: 1, maxKeys: 5, noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(anyModel, anySeed, surplus, async (model, seed, fields) => {
        const text = JSON.stringify({ ...(await sampleRequest(model, seed)), ...fields });
        const verdict = validateRequest(text);
        expect(verdict.accepted).toBe(true);
        expect([...rulesOf(verdict.findings)]).toEqual(["no-unknown-parameter"]);
        expect(verdict.findings).toHaveLength(Object.keys(fields).length);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "named %s are ordinary wrong keys",
    (name) => {
      const text = `{"model":"wan2.7-text-to-video","prompt":"x",${JSON.stringify(name)}:{"a":1}}`;
      const verdict = validateRequest(text);
      expect(verdict.accepted).toBe(true);
      expect(verdict.findings.map(({ rule, pointer }) => [rule, pointer])).toEqual([
        ["no-unknown-parameter", `/${name}`],
      ]);
    },
  );

  it.each(["__proto__", "constructor"])("named %s in place of the model are no model", (name) => {
    const verdict = validateRequest(`{"model":${JSON.stringify(name)},"prompt":"x"}`);
    expect([verdict.status, verdict.error?.code]).toEqual([404, "model_not_found"]);
  });
});

describe("a model that does not exist", () => {
  it.each([
    ["wan2.7-text-to-vido", "wan2.7-text-to-video"],
    ["wan-2.7-text-to-video", "wan2.7-text-to-video"],
    ["wan27-t2v", "wan2.7-text-to-video"],
    ["WAN2.7-I2V", "wan2.7-image-to-video"],
    ["wan2.7-r2v", "wan2.7-reference-video"],
    ["wan2.7-edit", "wan2.7-video-edit"],
    ["wan2.6-image-to-video", "wan2.7-image-to-video"],
  ])("named %s is told its close name %s", (id, near) => {
    const verdict = validateRequest({ model: id, prompt: "x" });
    expect([verdict.status, verdict.findings[0]?.suggestions?.[0]]).toEqual([404, near]);
  });

  it("of another family lists those that do", () => {
    const { findings } = validateRequest({ model: "sora-2", prompt: "x" });
    expect(findings[0]?.message).toBe(`model "sora-2" does not exist: known are ${models.join(", ")}`);
  });
});

describe("settings", () => {
  const prompted = { model: "wan2.7-video-edit", video_urls: ["https://cdn.example.com/a.mp4"] };

  it("let image-to-video and video-edit do without a prompt, and no other model", () => {
    expect(validateRequest(prompted).error?.message).toBe("prompt is required");
    expect(validateRequest(prompted, { promptOptional: true }).accepted).toBe(true);
    expect(validateRequest({ model: "wan2.7-text-to-video" }, { promptOptional: true }).accepted).toBe(false);
  });

  it("cut or refuse a long prompt, counting code points", () => {
    const body = { model: "wan2.7-text-to-video", prompt: "😀".repeat(5001) };
    const cut = validateRequest(body);
    expect(cut.accepted).toBe(true);
    expect(cut.findings.map(({ rule }) => rule)).toEqual(["prompt-is-truncated"]);
    expect(cut.effective?.parameters["prompt"]).toBe("😀".repeat(5000));
    expect(cut.effective?.cut).toEqual([{ param: "prompt", keptCharacters: 5000 }]);
    const refused = validateRequest(body, { longPrompt: "reject" });
    expect(refused.error).toMatchObject({
      param: "prompt",
      message: "prompt must be at most 5000 characters long, got 5001",
    });
    expect(validateRequest({ ...body, prompt: "😀".repeat(5000) }).findings).toEqual([]);
  });

  it("turn warnings into errors, one by one or all", () => {
    const body = { model: "wan2.7-text-to-video", prompt: "x", odd: 1 };
    expect(validateRequest(body).accepted).toBe(true);
    expect(validateRequest(body, { strict: true }).accepted).toBe(false);
    expect(validateRequest(body, { rules: { "no-unknown-parameter": "error" } }).accepted).toBe(false);
    expect(validateRequest(body, { rules: { "no-unknown-parameter": "off" } }).findings).toEqual([]);
    const fraction = { model: "wan2.7-text-to-video", prompt: "x", duration: 2.5 };
    expect(validateRequest(fraction, { rules: { "duration-is-whole-seconds": "warn" } }).accepted).toBe(true);
  });

  it("name the close rule when one does not exist", () => {
    expect(() => validateRequest({}, { rules: { "no-unknown-parameters": "off" } as object })).toThrow(
      'there is no rule "no-unknown-parameters": did you mean "no-unknown-parameter"? ("wan-mock rules" lists them)',
    );
  });
});

describe("effective request", () => {
  it("fills in the documented defaults, the inferred mode and the result's size", () => {
    const { effective } = validateRequest({
      model: "wan2.7-image-to-video",
      prompt: "x",
      image_start: "https://cdn.example.com/a.png",
      image_end: "https://cdn.example.com/b.png",
      quality: "1080p",
    });
    expect(effective).toMatchObject({
      model: "wan2.7-image-to-video",
      parameters: {
        generation_mode: "first_last_frame",
        duration: 5,
        prompt_extend: false,
        quality: "1080p",
      },
      output: { width: 1920, height: 1080, seconds: 5 },
      ignored: [],
    });
  });

  it("tells which voice speaks for which reference, and what is ignored", () => {
    const references = {
      model: "wan2.7-reference-video",
      prompt: "x",
      image_urls: ["https://cdn.example.com/a.png"],
      video_urls: ["https://cdn.example.com/a.mp4"],
      audio_urls: [
        "https://cdn.example.com/1.mp3",
        "https://cdn.example.com/2.mp3",
        "https://cdn.example.com/3.mp3",
      ],
    };
    const positional = validateRequest(references).effective;
    expect(positional?.voices).toEqual({
      video1: "https://cdn.example.com/1.mp3",
      image1: "https://cdn.example.com/2.mp3",
    });
    expect(positional?.ignored.map(({ param }) => param)).toEqual(["audio_urls[2]"]);
    const bound = validateRequest({
      ...references,
      image_start: "https://cdn.example.com/s.png",
      aspect_ratio: "1:1",
      model_params: { voice_bindings: { image1: "https://cdn.example.com/v.wav" } },
    }).effective;
    expect(bound?.voices).toEqual({ image1: "https://cdn.example.com/v.wav" });
    expect(bound?.ignored.map(({ param }) => param)).toEqual(["audio_urls", "aspect_ratio"]);
  });
});

describe("what is known of assets", () => {
  const url = "https://cdn.example.com/hero.png";
  const body = { model: "wan2.7-image-to-video", prompt: "Rain", image_start: url };
  const asset = { kind: "image", width: 9000, height: 2000 } as const;

  it.each([
    ["a list", [{ url: "*/hero.png", ...asset }]],
    ["a record", { [url]: asset }],
    ["a function", (asked: string) => (asked === url ? asset : undefined)],
  ])("comes as %s", (_form, assets) => {
    expect(validateRequest(body).findings).toEqual([]);
    const verdict = validateRequest(body, {}, assets);
    expect(verdict).toMatchObject({
      accepted: true,
      status: 200,
      taskError: { code: "invalid_parameters", message: "image dimensions must be between 240 and 8000" },
      findings: [{ rule: "asset-image-pixels", severity: "error", effect: "fails-task" }],
    });
    const refused = validateRequest(body, { assetFailures: "request" }, assets);
    expect(refused).toMatchObject({ accepted: false, status: 400, error: { param: "image_start" } });
    expect(refused.taskError).toBeUndefined();
    expect(refused.findings[0]).not.toHaveProperty("effect");
    const sample = { ...body, image_start: "https://cdn.example.com/image-100x300.png" };
    expect(validateRequest(sample, {}, assets).taskError?.code).toBe("invalid_parameters");
  });

  it("is refused where it cannot be", () => {
    expect(() => validateRequest(body, {}, [{ url, width: 0 }])).toThrow(
      "assets[0].width is a whole number from 1",
    );
  });

  it("is asked for the first hundred URLs of a body", () => {
    let asked = 0;
    const many = Array.from({ length: 100_000 }, (_, index) => `https://cdn.example.com/${index}`);
    validateRequest(
      { ...body, model: "wan2.7-reference-video", image_urls: many, image_start: url },
      {},
      () => {
        asked++;
        return asset;
      },
    );
    expect(asked).toBe(100);
  });
});

describe("raw text", () => {
  it("shows a repeated voice key, however it is spelt", () => {
    const text =
      '{"model":"wan2.7-reference-video","prompt":"x","image_urls":["https://cdn.example.com/a.png"],"model_params":{"voice_bindings":{"image1":"https://cdn.example.com/a.mp3","im\\u0061ge1":"https://cdn.example.com/b.mp3"}}}';
    const verdict = judge(contract, text);
    expect(verdict.error?.param).toBe("model_params.voice_bindings.image1");
    expect([...rulesOf(verdict.findings)]).toEqual(["no-duplicate-json-keys"]);
  });

  it("shows a lost voice behind any number of harmless repetitions", () => {
    const many = (count: number) => '"prompt":"x",'.repeat(count);
    const text = (count: number) =>
      `{${many(count)}"prompt":"x","model":"wan2.7-reference-video","image_urls":["https://cdn.example.com/a.png"],"model_params":{"voice_bindings":{"image1":"https://cdn.example.com/a.mp3","image1":"https://cdn.example.com/b.mp3"}}}`;
    expect(judge(contract, text(50)).error?.param).toBe("model_params.voice_bindings.image1");
    expect(judge(contract, text(500)).error?.message).toBe("the body repeats more than 100 keys");
  });
});
