import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { samplePatterns } from "../../src/contract/media/sample-name.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { sampleBytes } from "../harness/sample-bytes.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const CDN = "https://cdn.example.com";
const body = (name: string) =>
  JSON.stringify({ model: "wan2.7-image-to-video", prompt: "Rain", image_start: `${CDN}/${name}` });

let outer: string;
let media: string;
beforeEach(() => {
  outer = temporaryFolder().path;
  media = join(outer, "media");
  mkdirSync(media);
  writeFileSync(join(media, "hero.png"), sampleBytes("image-239x300.png"));
  writeFileSync(join(media, "clip.mp4"), sampleBytes("video-4s-640x360.mp4"));
});

interface Told {
  assets: { url: string; source: string; asset?: object; file?: string; entry?: string; problem?: string }[];
}

describe("wan-mock assets", () => {
  it("tells what is known of each URL, and from where", async () => {
    const config = join(outer, "wan-mock.config.json");
    const listed = { url: `${CDN}/*.jpg`, kind: "image", width: 4000 };
    writeFileSync(config, JSON.stringify({ assets: [listed, { prefix: CDN, folder: "media" }] }));
    symlinkSync("../wan-mock.config.json", join(media, "leak.png"));
    const urls = ["a.jpg", "hero.png?v=1", "clip.mp4", "leak.png", "in/image-30x20.png", "none.png"].map(
      (name) => `${CDN}/${name}`,
    );
    const args = ["assets", "--config", config, ...urls, "https://else.test/x"];
    const { code, stdout, stderr } = await runCli([...args, "--format", "json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const { assets } = JSON.parse(stdout) as Told;
    expect(assets).toEqual([
      { url: urls[0], source: "list", entry: listed.url, asset: { kind: "image", width: 4000 } },
      {
        url: urls[1],
        source: "folder",
        file: join(media, "hero.png"),
        asset: expect.objectContaining({ kind: "image", format: "png", width: 239, height: 300 }) as object,
      },
      {
        url: urls[2],
        source: "folder",
        file: join(media, "clip.mp4"),
        asset: expect.objectContaining({ kind: "video", seconds: 4, hasSound: true }) as object,
      },
      {
        url: urls[3],
        source: "nothing",
        file: join(media, "leak.png"),
        problem: "it is a link that leads out of the folder",
      },
      {
        url: urls[4],
        source: "sample",
        file: join(media, "in/image-30x20.png"),
        problem: "there is no such file",
        asset: expect.objectContaining({ width: 30, height: 20 }) as object,
      },
      {
        url: urls[5],
        source: "nothing",
        file: join(media, "none.png"),
        problem: "there is no such file",
      },
      { url: "https://else.test/x", source: "nothing" },
    ]);
    const pretty = (await runCli(args)).stdout;
    expect(pretty).toContain(
      `${urls[0] ?? ""}\n  from     the list, entry ${listed.url}\n  kind     image\n`,
    );
    expect(pretty).toContain(`  from     the file ${join(media, "hero.png")}\n`);
    expect(pretty).toContain("  pixels   239x300\n");
    expect(pretty).toContain(
      `  from     its name, that of a sample (${join(media, "in/image-30x20.png")}: there`,
    );
    expect(pretty).toContain("https://else.test/x\n  from     nothing\n  unknown  no asset-* rule applies");
  });

  it("lists the names of samples without a URL", async () => {
    const { code, stdout } = await runCli(["assets"]);
    expect(code).toBe(0);
    for (const { pattern, examples } of samplePatterns) {
      expect(stdout).toContain(`${pattern}\n`);
      for (const example of examples) expect(stdout).toContain(example);
    }
    const json = JSON.parse((await runCli(["assets", "--format", "json"])).stdout) as { samples: unknown };
    expect(json.samples).toEqual(samplePatterns);
  });
});

describe("--assets", () => {
  it("maps prefixes to folders for serve, and warns once of a file that tells nothing", async () => {
    const served = await serveCli(["--assets", `${CDN}/=${media}`, "--assets", `https://b.test/=${media}`]);
    const submit = async (text: string) => {
      const headers = { authorization: "Bearer k", "content-type": "application/json" };
      const reply = await fetch(`${served.url}/v1/videos/generations`, {
        method: "POST",
        headers,
        body: text,
      });
      return [reply.status, reply.headers.get("x-wan-mock-findings")];
    };
    expect(await submit(body("hero.png"))).toEqual([200, "asset-image-pixels"]);
    expect(await submit(body("hero.png").replace(CDN, "https://b.test"))).toEqual([
      200,
      "asset-image-pixels",
    ]);
    expect(await submit(body("%2e%2e%2fhero.png"))).toEqual([200, null]);
    for (const _round of [1, 2]) expect(await submit(body("none.png"))).toEqual([200, null]);
    const { code, stderr } = await served.stop();
    expect(code).toBe(0);
    expect(stderr.split("\n").filter((line) => line.includes("none.png"))).toEqual([
      `wan-mock: warning: ${join(media, "none.png")}: there is no such file, so nothing is known of its URL`,
    ]);
  });

  it("takes the place of the file's list, as flags do; the environment separates by commas", async () => {
    const config = join(outer, "c.json");
    writeFileSync(config, JSON.stringify({ assets: [{ url: `${CDN}/hero.png`, kind: "image", width: 7 }] }));
    const url = `${CDN}/hero.png`;
    const told = async (args: string[], env: Record<string, string> = {}) => {
      const { stdout } = await runCli(["assets", url, "--format", "json", "--config", config, ...args], {
        env,
      });
      return (JSON.parse(stdout) as Told).assets[0]?.source;
    };
    expect(await told([])).toBe("list");
    expect(await told(["--assets", `${CDN}=${media}`])).toBe("folder");
    expect(await told([], { WAN_MOCK_ASSETS: `https://b.test=${media}, ${CDN}=${media}` })).toBe("folder");
  });

  it("serves lint", async () => {
    const args = ["lint", "-", "--assets", `${CDN}=${media}`];
    const { code, stdout } = await runCli(args, { input: body("hero.png") });
    expect([code, stdout]).toEqual([1, expect.stringContaining("asset-image-pixels") as string]);
  });

  it.each([
    ["nonsense", 'wan-mock: --assets is "nonsense": write it as https://cdn.example.com/=./media'],
    ["=x", 'wan-mock: --assets is "=x": write it as'],
    [`${CDN}/=`, "write it as https://cdn.example.com/=./media"],
    ["ftp://a.test/=.", "wan-mock: assets[0].prefix is the start of http or https URLs"],
    [`${CDN}/=no/such`, "--assets https://cdn.example.com/=no/such: there is no such folder"],
    [`${CDN}/=package.json`, "that is a file, name the folder it lies in"],
  ])("is refused as %s", async (value, sentence) => {
    for (const command of [
      ["serve", "--port", "0"],
      ["assets", CDN],
      ["lint", "package.json"],
    ]) {
      const { code, stdout, stderr } = await runCli([...command, "--assets", value]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(sentence);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    }
  });

  it("has folders of a file start at the file, and shows them so", async () => {
    const config = join(outer, "c.yaml");
    writeFileSync(config, `assets: [{ prefix: "${CDN}/", folder: media }]`);
    const { stdout } = await runCli(["config", "--format", "json", "--config", config]);
    expect((JSON.parse(stdout) as { assets: object }).assets).toEqual({
      ...{ value: [{ prefix: `${CDN}/`, folder: media }], from: "file", name: config },
    });
    writeFileSync(config, `assets: [{ prefix: "${CDN}/" }]`);
    const { code, stderr } = await runCli(["config", "--config", config]);
    expect([code, stderr]).toEqual([
      2,
      `wan-mock: ${config}:1:1: assets: assets[0].folder is the path of a folder such as ./media, got undefined\n`,
    ]);
  });
});
