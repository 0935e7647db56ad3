import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../src/text/without-secrets.js";

describe("withoutSecrets", () => {
  it.each([
    ["https://a.example/hook?id=7&token=abc123&x=1", "https://a.example/hook?id=7&token=removed&x=1"],
    [
      "https://a.example/f.png?X-Amz-Signature=0f&X-Amz-Date=1",
      "https://a.example/f.png?X-Amz-Signature=removed&X-Amz-Date=1",
    ],
    ["https://a.example/?api_key=k#top", "https://a.example/?api_key=removed#top"],
    ["https://user:pass@a.example/x", "https://removed@a.example/x"],
    ["Bearer abcdefgh12345678", "Bearer removed"],
    ["key sk-abcdefghijklmnopqrstuv", "key removed"],
  ])("takes the secret out of %s", (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
    const value = { urls: [text, "next"], prompt: `"${text}"` };
    expect(JSON.parse(withoutSecrets(JSON.stringify(value)))).toEqual({
      urls: [clean, "next"],
      prompt: `"${clean}"`,
    });
  });

  it.each([
    "A fox asks: why? And the key to the house=gone",
    "https://a.example/@me?quality=720p",
    "task-unified-1-abc",
  ])("leaves %s", (text) => expect(withoutSecrets(text)).toBe(text));
});
