import { describe, expect, it } from "vitest";
import { languageOf } from "../../src/drift/prose-language.js";
import { type AnyJson, compared, pageOf, requestOf } from "./published-page.js";

const sentences = {
  Chinese: "视频的时长以秒为单位,超出范围的请求会被拒绝。",
  Japanese: "動画の長さは秒単位で指定します。範囲外のリクエストは拒否されます。",
  Korean: "동영상 길이는 초 단위이며 범위를 벗어난 요청은 거부됩니다.",
  Russian: "Длительность видео указывается в секундах, другие запросы отклоняются.",
  Arabic: "مدة الفيديو بالثواني ويجب أن تكون ضمن الحدود المذكورة.",
  Spanish: "La duración del vídeo en segundos debe estar entre los límites que se indican para el modelo.",
  German: "Die Dauer des Videos in Sekunden muss zwischen den Grenzen liegen, die für das Modell gelten.",
  French: "La durée de la vidéo en secondes doit être dans les limites qui sont données pour le modèle.",
  Portuguese: "A duração do vídeo em segundos deve ficar entre os limites que são dados para o modelo.",
  Vietnamese: "Thời lượng của video được tính bằng giây và phải nằm trong giới hạn cho mô hình.",
};

describe("the language of prose", () => {
  it.each(Object.entries(sentences))("tells %s from English", (_language, sentence) => {
    expect(languageOf(sentence)).toBe("other");
  });

  it("is English with names, code and a few foreign words in it", () => {
    const text =
      "Refer to `image_urls` by 图1 and 图2, or by Image 1 and Video 1; the first is that of image_start. See https://example.com/el/la/los";
    expect(languageOf(text)).toBe("english");
  });

  it("is not told of a few words", () => {
    expect(languageOf("Formats: mp4, mov")).toBe("unknown");
  });
});

/** A document all of whose descriptions read so. */
const saying = (model: string, sentence: string) =>
  pageOf(model, (document) => {
    const visit = (value: AnyJson): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries<AnyJson>(value)) {
        if (key === "description" && typeof inner === "string") value[key] = sentence;
        else visit(inner);
      }
    };
    visit(document);
  }).replace("What it does, in words", sentence);

const MODEL = "wan2.7-reference-video";

describe("a page in another language", () => {
  it.each(Object.entries(sentences))(
    "is told once in %s, and compared by its schema",
    async (_language, sentence) => {
      const told = async (text: string) =>
        (await compared(text)).findings.map(({ severity, change }) => `${severity} ${change}`);
      const page = saying(MODEL, sentence);
      expect(await told(page)).toEqual(["info prose-language"]);
      expect(await told(page.replace("maximum: 15", "maximum: 20"))).toEqual([
        "critical maximum",
        "info prose-language",
      ]);
    },
  );

  it("counts none of the rules as lost or standing", async () => {
    const { standing, unchecked, findings } = await compared(saying(MODEL, sentences.Chinese));
    expect(standing).toEqual([]);
    expect(unchecked).toContain("video-reference-caps-duration");
    expect(findings[0]?.meaning).toBe("prose in another language: not compared");
  });

  it("still shows what an English page lost", async () => {
    const page = await compared(
      pageOf(MODEL, (document) => {
        requestOf(document).properties.duration.description = sentences.Spanish;
      }),
    );
    const about = page.findings.filter(
      ({ parameter, rule }) => parameter === "duration" && rule !== undefined,
    );
    expect(about).toEqual([]);
    expect(page.findings.filter(({ change }) => change === "prose-language")).toHaveLength(1);
    expect(page.findings.some(({ change }) => change === "rule-reworded")).toBe(true);
  });
});
