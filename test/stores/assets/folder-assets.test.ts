import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, sep } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assetSourcesOf } from "../../../src/compose/asset-sources.js";
import { probeMedia } from "../../../src/media/probe/probe-media.js";
import { findFolders, readAssets } from "../../../src/options/read-assets.js";
import { FolderAssets, isEntryName } from "../../../src/stores/assets/folder-assets.js";
import type { Probe } from "../../../src/stores/assets/probed-files.js";
import { sampleBytes } from "../../harness/sample-bytes.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { missingDecoder } from "../../media/ffmpeg.js";

const CDN = "https://cdn.example.com";
const png = sampleBytes("image-30x20.png");

interface Watched {
  readonly path: string;
  readonly assets: FolderAssets;
  readonly warnings: string[];
  /** How often a file was looked into. */
  readonly probes: () => number;
  readonly add: (name: string, bytes: Uint8Array) => string;
}

/** Folders under a prefix each, the first of which is `media` in a temporary folder. */
function watched(prefix = `${CDN}/`, more: Readonly<Record<string, string>> = {}): Watched {
  const outer = temporaryFolder().path;
  const path = join(outer, "media");
  mkdirSync(path);
  writeFileSync(join(outer, "secret.png"), png);
  const others = Object.entries(more).map(([other, name]) => {
    mkdirSync(join(outer, name));
    return { prefix: other, folder: join(outer, name) };
  });
  const { folders } = readAssets([{ prefix, folder: path }, ...others]);
  const warnings: string[] = [];
  let probes = 0;
  const probe: Probe = (file) => {
    probes++;
    return probeMedia(file);
  };
  return {
    path,
    assets: new FolderAssets(findFolders(folders), { probe, onWarning: (line) => warnings.push(line) }),
    warnings,
    probes: () => probes,
    add: (name, bytes) => {
      writeFileSync(join(path, name), bytes);
      return join(path, name);
    },
  };
}

async function tell(assets: FolderAssets, url: string) {
  return (await assets.look([url]))(url);
}

describe("files of a folder", () => {
  it.each([
    ["image-300x200-transparent.png", { kind: "image", format: "png", width: 300, height: 200 }],
    ["image-300x200.webp", { kind: "image", format: "webp", width: 300, height: 200 }],
    ["video-2.5s-320x240.mov", { kind: "video", format: "mov", width: 320, seconds: 2.5, hasSound: true }],
    ["video-1s-320x240-mute.mp4", { kind: "video", format: "mp4", seconds: 1, hasSound: false }],
    ["audio-3s.wav", { kind: "audio", format: "wav", seconds: 3 }],
    ["audio-3s.mp3", { kind: "audio", format: "mp3", seconds: 3 }],
  ])("tell what they are, whatever they are called: %s", async (sample, expected) => {
    const { assets, add } = watched();
    const bytes = sampleBytes(sample);
    add("some thing.dat", bytes);
    const asset = await tell(assets, `${CDN}/some%20thing.dat?token=1#part`);
    expect(asset).toMatchObject({ ...expected, bytes: bytes.length });
  });

  it.skipIf(missingDecoder !== "")(`tell what ffmpeg has written${missingDecoder}`, async () => {
    const { assets, path } = watched();
    const source = ["-f", "lavfi", "-i", "testsrc=size=352x288:rate=25:duration=3"];
    execFileSync("ffmpeg", ["-v", "error", ...source, "-pix_fmt", "yuv420p", join(path, "made.mp4")]);
    execFileSync("ffmpeg", ["-v", "error", ...source, "-frames:v", "1", join(path, "made.gif")]);
    expect(await tell(assets, `${CDN}/made.mp4`)).toMatchObject({
      ...{ kind: "video", format: "mp4", width: 352, height: 288, seconds: 3, hasSound: false },
    });
    expect(await tell(assets, `${CDN}/made.gif`)).toMatchObject({ kind: "image", format: "gif" });
  });

  it("are looked into once, and again when they change", async () => {
    const { assets, add, probes, path } = watched();
    const file = add("hero.png", png);
    const url = `${CDN}/hero.png`;
    const all = await Promise.all([tell(assets, url), tell(assets, url), tell(assets, `${url}?v=2`)]);
    expect(all).toMatchObject([{ width: 30 }, { width: 30 }, { width: 30 }]);
    expect(probes()).toBe(1);
    add("hero.png", sampleBytes("image-40x20.png"));
    expect(await tell(assets, url)).toMatchObject({ width: 40 });
    const { atime, mtime, size } = statSync(file);
    // As long and as old as the one before.
    const twin = add("twin.png", sampleBytes(`image-50x20-${size}B.png`));
    utimesSync(twin, atime, mtime);
    renameSync(twin, file);
    expect(await tell(assets, url)).toMatchObject({ width: 50, bytes: size });
    // Written in place, no longer and no younger.
    const before = statSync(file);
    writeFileSync(file, sampleBytes(`image-60x20-${size}B.png`));
    utimesSync(file, before.atime, before.mtime);
    expect(await tell(assets, url)).toMatchObject({ width: 60, bytes: size });
    expect(probes()).toBe(4);
    renameSync(file, join(path, "gone.png"));
    expect(await tell(assets, url)).toBeUndefined();
  });

  it("stand under the longest prefix that fits, whole parts of it", async () => {
    const { assets, add, path } = watched(CDN, {
      [`${CDN}/in/`]: "in",
      "http://cdn.example.com:8080/a%20b": "ab",
    });
    add("x.png", png);
    mkdirSync(join(path, "in"));
    mkdirSync(join(path, "input"));
    add("in/x.png", png);
    add("input/x.png", png);
    writeFileSync(join(path, "../in/y.png"), sampleBytes("image-40x20.png"));
    writeFileSync(join(path, "../ab/z.png"), sampleBytes("image-50x20.png"));
    const known = async (url: string) => (await tell(assets, url))?.width;
    expect(await known(`${CDN}/x.png`)).toBe(30);
    expect(await known("HTTPS://CDN.Example.com:443/x.png")).toBe(30);
    expect(await known(`${CDN}/input/x.png`)).toBe(30);
    expect(await known(`${CDN}/in/x.png`)).toBeUndefined();
    expect(await known(`${CDN}/in/y.png`)).toBe(40);
    expect(await known("http://cdn.example.com:8080/a%20b/z.png")).toBe(50);
    expect(await known("http://cdn.example.com/a%20b/z.png")).toBeUndefined();
    expect(await known(`${CDN}.evil.test/x.png`)).toBeUndefined();
  });

  it("are unknown when they cannot be read, which is told once with file and reason", async () => {
    const { assets, add, warnings, path } = watched();
    mkdirSync(join(path, "folder.png"));
    add("empty.png", new Uint8Array());
    add("text.png", Buffer.from("hello"));
    add("cut.png", png.subarray(0, 20));
    add("cut.mp4", sampleBytes("video-1s-32x20.mp4").subarray(0, 300));
    add("Case.png", png);
    const urls = ["none", "folder", "empty", "text", "cut", "case", "none/deeper"].map(
      (name) => `${CDN}/${name}.png`,
    );
    urls.push(`${CDN}/cut.mp4`, `${CDN}/text.png/x`);
    for (const _round of [1, 2]) for (const url of urls) expect(await tell(assets, url), url).toBeUndefined();
    const so = "so nothing is known of its URL";
    expect(warnings).toEqual([
      `${join(path, "none.png")}: there is no such file, ${so}`,
      `${join(path, "folder.png")}: it is no file, ${so}`,
      `${join(path, "empty.png")}: it is empty, ${so}`,
      `${join(path, "text.png")}: it is no image, video or audio that can be read, ${so}`,
      `${join(path, "cut.png")}: it starts like png, but is damaged or cut short, ${so}`,
      `${join(path, "case.png")}: there is no such file, ${so}`,
      `${join(path, "none/deeper.png")}: there is no such file, ${so}`,
      `${join(path, "cut.mp4")}: it starts like mp4, but is damaged or cut short, ${so}`,
      `${join(path, "text.png/x")}: there is no such file, ${so}`,
    ]);
  });

  it("are told of a thousand times at the most", async () => {
    const { assets, warnings } = watched();
    await assets.look(Array.from({ length: 1200 }, (_, index) => `${CDN}/${index}.png`));
    expect(warnings).toHaveLength(1001);
    expect(warnings.at(-1)).toBe("further media files that tell nothing are not told of");
  });

  it.skipIf(process.platform === "win32")("are not waited for when nobody writes them", async () => {
    const { assets, path, warnings } = watched();
    execFileSync("mkfifo", [join(path, "pipe.png")]);
    expect(await tell(assets, `${CDN}/pipe.png`)).toBeUndefined();
    expect(warnings[0]).toMatch(/pipe\.png: it is no file/);
  });

  it.skipIf(process.getuid?.() === 0)("are unknown when they may not be read", async () => {
    const { assets, add, warnings } = watched();
    const file = add("locked.png", png);
    chmodSync(file, 0);
    expect(await tell(assets, `${CDN}/locked.png`)).toBeUndefined();
    expect(warnings[0]).toMatch(/it may not be read by the user of the mock/);
    chmodSync(file, 0o600);
    expect(await tell(assets, `${CDN}/locked.png`)).toMatchObject({ width: 30 });
  });
});

describe("a URL", () => {
  it.each([
    "/../secret.png",
    "/%2e%2e/secret.png",
    "/..%2fsecret.png",
    "/%2e%2e%2fsecret.png",
    "/..%5csecret.png",
    "/..\\secret.png",
    "/sub/../../secret.png",
    "/sub/%2E%2E/%2E%2E/secret.png",
    "//secret.png",
    "/%2fetc%2fpasswd",
    "/inside.png%00",
    "/%00/../secret.png",
    "/./inside.png",
    "/inside.png/",
    "/%zz.png",
    "/in%0aside.png",
    "/sub%2fdeep.png",
    "/sub/../inside.png",
    "/sub/%2e%2e/inside.png",
    "/",
    "",
  ])("leads nowhere as %j", async (path) => {
    const { assets, add, path: folder } = watched();
    add("inside.png", png);
    mkdirSync(join(folder, "sub"));
    add("sub/deep.png", png);
    add("in\nside.png", png);
    expect(await tell(assets, CDN + path)).toBeUndefined();
    expect(await tell(assets, `${CDN}/inside.png`)).toBeDefined();
  });

  it("leads through links as long as they stay in the folder", async () => {
    const { assets, add, path, warnings } = watched();
    add("inside.png", png);
    mkdirSync(join(path, "sub"));
    add("sub/deep.png", png);
    symlinkSync("inside.png", join(path, "near.png"));
    symlinkSync("sub", join(path, "way"));
    symlinkSync("../secret.png", join(path, "out.png"));
    symlinkSync("..", join(path, "up"));
    symlinkSync(".", join(path, "here"));
    symlinkSync("loop.png", join(path, "loop.png"));
    symlinkSync("missing.png", join(path, "dead.png"));
    for (const good of ["near.png", "way/deep.png", "here/inside.png"])
      expect(await tell(assets, `${CDN}/${good}`), good).toMatchObject({ width: 30 });
    for (const bad of ["out.png", "up/secret.png", "up/media/../secret.png", "up", "loop.png", "dead.png"])
      expect(await tell(assets, `${CDN}/${bad}`), bad).toBeUndefined();
    expect(
      warnings.filter((line) => line.includes("it is a link that leads out of the folder")),
    ).toHaveLength(3);
  });

  it("never leads out of the folder", async () => {
    const { assets, path } = watched(`${CDN}/in/`);
    mkdirSync(join(path, "sub"));
    for (const name of ["a", "sub/a", "..a", "a..", "%2e%2e", "~"]) writeFileSync(join(path, name), png);
    symlinkSync("../secret.png", join(path, "out"));
    symlinkSync("..", join(path, "up"));
    const root = realpathSync(path);
    const piece = fc.constantFrom(
      ...[
        "a",
        "sub",
        "..",
        ".",
        "",
        "/",
        "\\",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5C",
        "%00",
        "%252e",
        "\0",
        "~",
        "up",
        "out",
      ],
      ...["media", "secret.png", "..a", "C:", "?", "#", "%", "\n", "\u2024", "@", "etc/passwd", root, "in/"],
    );
    const paths = fc
      .array(piece, { maxLength: 8 })
      .chain((pieces) => fc.constantFrom("/", "").map((between) => pieces.join(between)));
    let known = 0;
    await fc.assert(
      fc.asyncProperty(paths, async (way) => {
        const found = await assets.find(`${CDN}/in/${way}`);
        if (found === undefined || !("asset" in found)) return;
        known++;
        expect(found.file.startsWith(path + sep)).toBe(true);
        expect(realpathSync(found.file).startsWith(root + sep)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(known).toBeGreaterThan(10);
  });
});

describe("a name of a file", () => {
  it.each(["a:b", "C:", "a.", "a ", "a*", "a?", "<a", "|"])("is not %j on Windows", (name) => {
    expect([isEntryName(name, "win32"), isEntryName(name, "linux")]).toEqual([false, true]);
  });
});

describe("the order of sources", () => {
  it("is the list, then folders, then names of samples; files behind a list entry stay unread", async () => {
    const { path } = watched();
    const name = `${CDN}/image-300x200.png`;
    writeFileSync(join(path, "image-300x200.png"), png);
    const warnings: string[] = [];
    const sources = (...listed: { url: string; width: number }[]) =>
      assetSourcesOf(
        { assets: [{ prefix: CDN, folder: path }, ...listed] },
        { onWarning: (line) => warnings.push(line) },
      ).all;
    const width = async (all: ReturnType<typeof sources>, url: string) =>
      ((await all.look?.([url])) ?? (() => undefined))(url)?.width;
    expect(await width(sources(), name)).toBe(30);
    expect(await width(sources({ url: `${CDN}/*`, width: 7 }), name)).toBe(7);
    expect(await width(sources({ url: `${CDN}/*`, width: 7 }), `${CDN}/none.png`)).toBe(7);
    expect(warnings).toEqual([]);
    expect(await width(sources(), `${CDN}/sub/image-500x200.png`)).toBe(500);
    expect(await width(sources(), `${CDN}/${"a".repeat(9000)}`)).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(assetSourcesOf({ assets: [{ url: "*", width: 7 }] }).all.look).toBeUndefined();
  });
});

describe("a folder", () => {
  it.each([
    [{ prefix: CDN }, "assets[0].folder is the path of a folder such as ./media, got undefined"],
    [{ folder: "." }, /^assets\[0\]\.prefix is the start of http or https URLs.*, got undefined$/],
    [{ prefix: "ftp://a.test/", folder: "." }, /got "ftp:\/\/a.test\/"$/],
    [{ prefix: `${CDN}/?a=1`, folder: "." }, /without query/],
    [{ prefix: "https://me@a.test/", folder: "." }, /^assets\[0\]\.prefix/],
    [{ prefix: `${CDN}/../x`, folder: "." }, /^assets\[0\]\.prefix/],
    [{ prefix: "https://a b/", folder: "." }, /^assets\[0\]\.prefix/],
    [{ prefix: CDN, folder: 5 }, /^assets\[0\]\.folder .*, got 5$/],
    [{ prefix: CDN, folder: ".", kind: "image" }, /^assets\[0\] is a folder and has .*, got "kind" too$/],
    [
      { prefix: CDN, folder: "no/such" },
      /--assets https:\/\/cdn\.example\.com=no\/such: there is no such folder$/,
    ],
    [{ prefix: CDN, folder: "package.json" }, /that is a file, name the folder it lies in$/],
  ])("%j is refused with a sentence", (entry, sentence) => {
    const refused = () => assetSourcesOf({ assets: [entry as never] });
    expect(refused).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }) as Error);
    expect(refused).toThrow(sentence);
  });
});
