import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bundledModels } from "../../src/contract/bundled-models.js";
import { rules } from "../../src/contract/rules/rule-list.js";
import { compareSentences } from "../../src/drift/compare-prose.js";
import { behaviours, type Fingerprint, fingerprints } from "../../src/drift/fingerprints.js";
import { sentencesOf } from "../../src/drift/sentences.js";
import { compared, pageOf, requestOf } from "./published-page.js";

const REFERENCE = "wan2.7-reference-video";
const mark = (text: string) => createHash("sha256").update(text).digest("base64");
const marks = (text: string) => sentencesOf(text).map(({ normalised }) => normalised);

describe("a sentence", () => {
  it("is recognised when a page is only set anew", () => {
    const spellings = [
      'A **clip** lasts `3` seconds, says "the page".',
      "- a clip lasts 3 seconds, says “the page”",
      "> A [clip](/clips) lasts 3   seconds, says *the page*",
      "A clip lasts 3 seconds,\nsays the page.",
      "Before it.\nA clip lasts\n3 seconds, says\nthe page. Behind it.",
      "No full stop before it\nA clip lasts 3\nseconds, says the page\nnor behind it",
      "> - A clip lasts 3\n> seconds, says the page",
      "A clip lasts 3 sec-\nonds, says the page.",
      "A clip\u00a0lasts 3&nbsp;sec\u00adonds, says &quot;the page&#34;.",
      "<p>A <strong>clip</strong> lasts 3&#x20;seconds, says the page.</p>",
      "**A clip lasts 3 seconds, says the page.** Behind it.",
      "A [clip][clips] lasts ~~3~~ seconds, says the page",
    ];
    const [first] = marks(spellings[0] ?? "");
    for (const spelling of spellings) expect(marks(spelling)).toContain(first);
    expect(marks("A clip lasts 4 seconds, says the page")).not.toContain(first);
  });

  it("is recognised by its signs, however they are written", () => {
    const [first] = marks("At least one of 2 \u2013 15 \u00d7 \u2264 5 \u2014 text-to-video");
    expect(marks("At least one of 2 - 15 &times; <= 5 \u2014 text\u2011to\u2011video")).toContain(first);
  });

  it("is another one when a number, a sign or a word of it changes", () => {
    const [first] = marks("Lasts 2-15 seconds, at most 5 of a kind");
    for (const other of [
      "Lasts 215 seconds, at most 5 of a kind",
      "Lasts 2-15 seconds, at most 5 of any kind",
    ]) {
      expect(marks(other)).not.toContain(first);
    }
  });

  it("is recognised in a table that lost its bars", () => {
    expect(marks("| duration | No | — | 2-15 seconds |")).toEqual(marks("durationNo2-15 seconds"));
  });
});

describe("a rule", () => {
  const expected: readonly Fingerprint[] = [
    { of: "video-reference-caps-duration", page: REFERENCE, at: "duration", fingerprint: mark("one") },
    { of: "video-reference-caps-duration", page: REFERENCE, at: "video_urls", fingerprint: mark("two") },
    { of: "callback-attempts", page: REFERENCE, at: "callback_url", fingerprint: mark("three") },
  ];
  const at = (place: string, text: string) => ({ place, fingerprint: mark(text) });
  const standing = [at("duration", "one"), at("video_urls", "two"), at("callback_url", "three")];
  const told = (sentences: typeof standing) =>
    compareSentences(REFERENCE, expected, sentences).findings.map(({ severity, change, parameter, rule }) => [
      severity,
      change,
      parameter,
      rule,
    ]);

  it("stands as long as its sentences do", () => {
    expect(compareSentences(REFERENCE, expected, standing)).toEqual({
      findings: [],
      standing: ["video-reference-caps-duration", "callback-attempts"],
      unchecked: [],
    });
  });

  it("is told by name when a sentence behind it reads otherwise", () => {
    expect(told([at("duration", "one, or eleven"), ...standing.slice(1)])).toEqual([
      ["warning", "rule-reworded", "duration", "video-reference-caps-duration"],
    ]);
    expect(told(standing.slice(0, 2))).toEqual([
      ["warning", "behaviour-reworded", "callback_url", undefined],
    ]);
  });

  it("is an info when its sentence stands elsewhere, unless that stands for itself there", () => {
    expect(told([at("prompt", "one"), ...standing.slice(1)])).toEqual([
      ["info", "rule-moved", "duration", "video-reference-caps-duration"],
    ]);
    const twice = [...expected, { ...expected[0], at: "prompt" } as Fingerprint];
    const { findings } = compareSentences(REFERENCE, twice, [at("prompt", "one"), ...standing.slice(1)]);
    expect(findings.map(({ change, parameter }) => [change, parameter])).toEqual([
      ["rule-reworded", "duration"],
    ]);
  });

  it("is not judged where the page does not show its parameter", () => {
    const shown = new Set(["duration", "callback_url"]);
    const result = compareSentences(REFERENCE, [expected[1] as Fingerprint], [], { places: shown });
    expect(result).toEqual({ findings: [], standing: [], unchecked: ["video-reference-caps-duration"] });
  });
});

describe("a page in other words", () => {
  it("shows the rules whose sentences it lost, with parameter and line, and those that stand", async () => {
    const page = await compared(
      pageOf(REFERENCE, (document) => {
        requestOf(document).properties.video_urls.description = "- Formats: mp4, mov\n- Length: a while";
      }),
    );
    expect(page.standing).toContain("asset-video-format");
    const lost = page.findings.filter(({ part }) => part === "prose");
    expect(lost.every(({ severity }) => severity === "warning")).toBe(true);
    const seconds = lost.find(({ rule }) => rule === "asset-reference-video-seconds");
    expect(seconds).toMatchObject({ change: "rule-reworded", parameter: "video_urls", model: REFERENCE });
    expect(seconds?.meaning).toContain("read what it says of video_urls again");
    expect(seconds?.line).toBeGreaterThan(1);
  });

  it("is not judged where the published sentences are not known", async () => {
    const page = await compared(pageOf("wan2.7-image-to-video"));
    expect(page.findings.map(({ severity, change }) => [severity, change])).toEqual([
      ["info", "rules-unchecked"],
    ]);
    expect(page.unchecked).toContain("material-set-is-valid");
  });
});

describe("the table of fingerprints", () => {
  const pages = [...bundledModels.map(({ id }) => id), "guide"];

  it.each([...fingerprints.entries()])("has a meaning for entry %i", (_index, entry) => {
    const isRule = rules.some(({ id }) => id === entry.of);
    expect(isRule || Object.hasOwn(behaviours, entry.of)).toBe(true);
    expect(pages).toContain(entry.page);
    expect(entry.fingerprint).toMatch(/^sha256-[A-Za-z0-9+/]{12}$/);
    const model = bundledModels.find(({ id }) => id === entry.page);
    if (model !== undefined && entry.at !== "") {
      expect(Object.keys(model.properties)).toContain(entry.at.split(".")[0]);
    }
  });

  it("has no entry twice, and none without a use", () => {
    const keys = fingerprints.map((entry) => JSON.stringify(entry));
    expect(new Set(keys).size).toBe(keys.length);
    const used = new Set(fingerprints.map((entry) => entry.of));
    expect(Object.keys(behaviours).filter((name) => !used.has(name))).toEqual([]);
  });
});
