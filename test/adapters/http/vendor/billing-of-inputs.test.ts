import fc from "fast-check";
import { expect, it } from "vitest";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";

const asset = (name: string): string => `https://cdn.example.com/in/${name}`;
const clips = (...names: string[]) => ({ video_urls: names.map(asset) });
const edit = (more: object) => ({ model: "wan2.7-video-edit", prompt: "Make it snow", ...more });
const reference = (more: object) => ({ model: "wan2.7-reference-video", prompt: "Video 1 waves", ...more });
const continuation = (more: object) => ({ model: "wan2.7-image-to-video", prompt: "On it goes", ...more });

interface AccountJson {
  balance: number;
  reserved: number;
  used: number;
  ledger: { kind: string; amount: number }[];
}

const account = async (mock: ServedMock) =>
  (await mock.send({ path: "/_mock/accounts/key-a" })).json<AccountJson>();

/** Name, price list, body, credits reserved, credits settled. */
type Bill = readonly [name: string, list: "2026-05" | "2026-10", body: object, held: number, charged: number];

/** 5.848 credits a second in May, 9.792 at 1080p; 5.44 in October, where an edit is reserved unseen at 10 s in and 10 s out. */
const bills: readonly Bill[] = [
  ["an edit of 4 s", "2026-05", edit(clips("video-4s-640x360.mp4")), 46.784, 46.784],
  ["an edit of 4.6 s", "2026-05", edit(clips("video-4.6s-640x360.mp4")), 53.8016, 53.8016],
  [
    "an edit of 4 s at 1080p",
    "2026-05",
    edit({ ...clips("video-4s-640x360.mp4"), quality: "1080p" }),
    ...([78.336, 78.336] as const),
  ],
  [
    "an edit of 8 s cut to 3",
    "2026-05",
    edit({ ...clips("video-8s-640x360.mp4"), duration: 3 }),
    ...([64.328, 64.328] as const),
  ],
  ["an edit of an unknown clip", "2026-05", edit(clips("street.mp4")), 58.48, 58.48],
  [
    "10 s with a reference clip of 8 s",
    "2026-05",
    reference({ ...clips("video-8s-640x360.mp4"), duration: 10 }),
    ...([105.264, 105.264] as const),
  ],
  [
    "10 s with reference clips of 2 s and of unknown length",
    "2026-05",
    reference({ ...clips("video-2s-640x360.mp4", "dog.mp4"), duration: 10 }),
    ...([99.416, 99.416] as const),
  ],
  [
    "15 s continuing a clip of 3 s",
    "2026-05",
    continuation({ ...clips("video-3s-640x360.mp4"), duration: 15 }),
    ...([87.72, 87.72] as const),
  ],
  ["an edit of 4 s", "2026-10", edit(clips("video-4s-640x360.mp4")), 108.8, 43.52],
  [
    "an edit of 8 s cut to 6",
    "2026-10",
    edit({ ...clips("video-8s-640x360.mp4"), duration: 6 }),
    ...([87.04, 76.16] as const),
  ],
  [
    "an edit of 4 s with duration 10",
    "2026-10",
    edit({ ...clips("video-4s-640x360.mp4"), duration: 10 }),
    ...([108.8, 43.52] as const),
  ],
  ["an edit of an unknown clip", "2026-10", edit(clips("street.mp4")), 108.8, 54.4],
  [
    "10 s with a reference clip of 8 s",
    "2026-10",
    reference({ ...clips("video-8s-640x360.mp4"), duration: 10 }),
    ...([81.6, 81.6] as const),
  ],
  [
    "10 s with a reference clip of 3 s",
    "2026-10",
    reference({ ...clips("video-3s-640x360.mp4"), duration: 10 }),
    ...([70.72, 70.72] as const),
  ],
  [
    "5 s continuing a clip of 5 s",
    "2026-10",
    continuation({ ...clips("video-5s-640x360.mp4"), duration: 5 }),
    ...([27.2, 27.2] as const),
  ],
];

describeMatrix("billing of known clips", (serve) => {
  it.each(bills)("reserves and settles %s by price list %s", async (_, priceList, body, held, charged) => {
    const mock = await serve({ ...STILL, priceList, balance: 1000 });
    const submitted = await mock.submit(body);
    expect(submitted.status, submitted.text).toBe(200);
    expect(submitted.json().usage.credits_reserved).toBe(held);
    expect((await account(mock)).reserved).toBe(held);
    await mock.clock.advance("3s");
    expect(await account(mock)).toMatchObject({ reserved: 0, used: charged });
  });

  it("adds up over any submits, completed, failed or still running", async () => {
    const seconds = fc.integer({ min: 20, max: 100 }).map((tenths) => tenths / 10);
    const clip = fc.oneof(
      seconds.map((length) => `video-${length}s-640x360.mp4`),
      fc.constant("street.mp4"),
    );
    const body = fc.oneof(
      fc
        .tuple(clip, fc.constantFrom(undefined, 0, 2, 7, 10))
        .map(([name, duration]) => edit({ ...clips(name), ...(duration === undefined ? {} : { duration }) })),
      fc
        .tuple(fc.array(clip, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 10 }))
        .map(([names, duration]) => reference({ ...clips(...names), duration })),
      clip.map((name) => continuation({ ...clips(name), duration: 15 })),
    );
    const step = fc.record({ body, ending: fc.constantFrom("complete", "fail", "none") });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("2026-05" as const, "2026-10" as const),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (priceList, steps) => {
          const mock = await serve({ ...STILL, pace: "manual", priceList, balance: 500 });
          for (const { body: sent, ending } of steps) {
            const submitted = await mock.submit(sent);
            expect([200, 402]).toContain(submitted.status);
            if (submitted.status !== 200 || ending === "none") continue;
            const path = `/_mock/tasks/${submitted.json().id}/${ending}`;
            const headers = { "content-type": "application/json" };
            const order = ending === "fail" ? '{"code":"service_error"}' : "{}";
            await mock.send({ method: "POST", path, headers, body: order });
          }
          const { balance, reserved, used, ledger } = await account(mock);
          const moved = ledger.reduce((sum, { amount }) => sum + amount, 0);
          expect(balance + reserved + used).toBeCloseTo(500, 6);
          expect(500 + moved).toBeCloseTo(balance, 6);
        },
      ),
      { numRuns: 15 },
    );
  });
});
