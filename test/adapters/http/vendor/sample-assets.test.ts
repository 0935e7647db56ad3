import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, STILL } from "../../../harness/describe-matrix.js";

interface Catalogue {
  items: { kind: string; pattern: string; bounds: Record<string, object>; examples: string[] }[];
  next: null;
}

const origin = "http://localhost:5173";

describeMatrix("sample assets", (serve, transport) => {
  it("are listed with their patterns, bounds and examples, each of which is served", async () => {
    const mock = await serve(STILL);
    const { items, next } = (await mock.send({ path: "/_mock/assets" })).json<Catalogue>();
    expect(next).toBeNull();
    expect(items.map(({ kind }) => kind)).toEqual(["image", "image", "video", "audio"]);
    for (const { bounds, examples } of items) {
      for (const bound of Object.values(bounds)) expect(Object.keys(bound)).toContain("most");
      for (const name of examples) {
        const { status } = await mock.send({ method: "HEAD", path: `/_mock/assets/${name}` });
        expect(status, name).toBe(200);
      }
    }
  });

  it.each([
    ["image-300x200.jpg", "image/jpeg", "ffd8ff"],
    ["image-300x200.jpeg", "image/jpeg", "ffd8ff"],
    ["image-300x200.png", "image/png", "89504e47"],
    ["image-300x200-transparent.png", "image/png", "89504e47"],
    ["image-300x200.webp", "image/webp", "52494646"],
    ["image-300x200.bmp", "image/bmp", "424d"],
    ["video-1.5s-320x240.mp4", "video/mp4", "0000002066747970"],
    ["video-1.5s-320x240.mov", "video/quicktime", "0000001466747970"],
    ["audio-1s.wav", "audio/wav", "52494646"],
    ["audio-1s.mp3", "audio/mpeg", "494433"],
  ])("come with their type and length: %s is %s", async (name, type, magic) => {
    const mock = await serve(STILL);
    const path = `/_mock/assets/${name}`;
    const reply = await mock.send({ path });
    expect(reply.status).toBe(200);
    expect(reply.bytes.toString("hex").startsWith(magic)).toBe(true);
    expect(reply.headers).toMatchObject({
      "content-type": type,
      "content-length": String(reply.bytes.length),
      "accept-ranges": "bytes",
    });
    const head = await mock.send({ method: "HEAD", path });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    for (const header of ["content-length", "content-type", "etag", "accept-ranges"])
      expect(head.headers[header], header).toBe(reply.headers[header]);
  });

  it("are the same bytes from another mock", async () => {
    const path = "/_mock/assets/video-1s-320x240.mp4";
    const [one, other] = [await serve(STILL), await serve({ ...STILL, seed: 8 })];
    const [a, b] = [await one.send({ path }), await other.send({ path })];
    expect(a.bytes.equals(b.bytes)).toBe(true);
    expect(a.headers["etag"]).toBe(b.headers["etag"]);
  });

  it("come in the range asked for, also out of their padding", async () => {
    const mock = await serve(STILL);
    const path = "/_mock/assets/image-300x200-3MB.png";
    const { bytes } = await mock.send({ path });
    const size = 3 * 1024 * 1024;
    expect(bytes.length).toBe(size);
    for (const [range, start, end] of [
      ["bytes=0-0", 0, 0],
      ["bytes=100-70000", 100, 70_000],
      ["bytes=1000000-1200000", 1_000_000, 1_200_000],
      ["bytes=-64", size - 64, size - 1],
      [`bytes=10-${size + 500}`, 10, size - 1],
    ] as const) {
      const reply = await mock.send({ path, headers: { range } });
      expect(reply.status, range).toBe(206);
      expect(reply.headers["content-range"], range).toBe(`bytes ${start}-${end}/${size}`);
      expect(reply.bytes.equals(bytes.subarray(start, end + 1)), range).toBe(true);
    }
    const beyond = await mock.send({ path, headers: { range: `bytes=${size}-` } });
    expect([beyond.status, beyond.headers["content-range"]]).toEqual([416, `bytes */${size}`]);
  });

  it("tell a HEAD what is known without making a large file, and its length once it is made", async () => {
    const mock = await serve(STILL);
    const path = "/_mock/assets/video-0.1s-4320x4320.mp4";
    const before = await mock.send({ method: "HEAD", path });
    expect([before.status, before.headers["content-length"]]).toEqual([200, undefined]);
    const named = await mock.send({ method: "HEAD", path: path.replace(".mp4", "-20MB.mp4") });
    expect([named.status, named.headers["content-length"]]).toEqual([200, String(20 * 1024 * 1024)]);
    const { bytes, headers } = await mock.send({ path });
    const after = await mock.send({ method: "HEAD", path });
    expect(after.headers["content-length"]).toBe(String(bytes.length));
    for (const header of ["etag", "content-type", "accept-ranges"])
      expect([before.headers[header], after.headers[header]]).toEqual([headers[header], headers[header]]);
    const known = { "if-none-match": String(headers["etag"]) };
    expect((await mock.send({ method: "HEAD", path, headers: known })).status).toBe(304);
  });

  it("are not sent again to whoever has them", async () => {
    const mock = await serve(STILL);
    const path = "/_mock/assets/audio-1s.mp3";
    const etag = String((await mock.send({ path })).headers["etag"]);
    const reply = await mock.send({ path, headers: { "if-none-match": etag } });
    expect([reply.status, reply.bytes.length]).toEqual([304, 0]);
    const others = await mock.send({
      path: "/_mock/assets/audio-2s.mp3",
      headers: { "if-none-match": etag },
    });
    expect(others.status).toBe(200);
  });

  it("are for everybody: without key or token, under any name, from any page", async () => {
    const mock = await serve({ ...STILL, keys: ["only"], controlToken: "let-me-in" });
    for (const path of ["/_mock/assets", "/_mock/assets/image-30x20.png"]) {
      const reply = await mock.send({ path, headers: { origin, host: "cdn.example.com" } });
      expect(reply.status).toBe(200);
      expect(reply.headers["access-control-allow-origin"]).toBe(origin);
      const preflight = await mock.send({ method: "OPTIONS", path, headers: { origin } });
      expect(preflight.status).toBe(204);
      expect(preflight.headers["access-control-allow-methods"]).toBe("GET, HEAD, OPTIONS");
    }
    expect((await mock.send({ path: "/_mock/tasks" })).status).toBe(403);
  });

  it("of unknown names are not found, and the answer lists the patterns", async () => {
    const mock = await serve(STILL);
    for (const name of ["cat.png", "image-10x10.gif", "..%2f..%2fetc%2fpasswd", "%00", "a".repeat(5000)]) {
      const reply = await mock.send({ path: `/_mock/assets/${name}` });
      expect(reply.status, name).toBe(404);
      const { error } = reply.json<ErrorJson>();
      expect(error.code).toBe("not_found");
      expect(error.message).toContain("names are image-WIDTHxHEIGHT[-SIZE].{jpg,jpeg,png,webp,bmp}");
      expect(error.message.length).toBeLessThan(600);
    }
  });

  it("of absurd sizes are refused with the bounds", async () => {
    const mock = await serve(STILL);
    for (const [name, sentence] of [
      ["image-99999x99999.png", "The width of an image is 1 to 8192 pixels, not 99999"],
      ["video-9999s-1280x720.mp4", "The length of a video is 0.1 to 60 seconds"],
      ["image-10x10-999MB.png", "The size of a file is 1 to 209715200 bytes"],
      ["image-10x10-10B.png", "bytes by itself, so it cannot have 10"],
    ] as const) {
      const reply = await mock.send({ path: `/_mock/assets/${name}` });
      expect(reply.status, name).toBe(400);
      const { error } = reply.json<ErrorJson>();
      expect([error.code, error.type]).toEqual(["invalid_asset_name", "control_error"]);
      expect(error.message).toContain(sentence);
    }
  });

  it("are read only", async () => {
    const mock = await serve(STILL);
    for (const method of ["POST", "PUT", "DELETE"]) {
      const reply = await mock.send({ method, path: "/_mock/assets/image-30x20.png" });
      expect([reply.status, reply.headers["allow"]]).toEqual([405, "GET, HEAD, OPTIONS"]);
    }
  });

  it.runIf(transport === "over a socket")("may be left half read", async () => {
    const mock = await serve(STILL);
    const { hostname, port } = new URL(mock.fallbackUrl);
    const socket = connect(Number(port), hostname);
    socket.write("GET /_mock/assets/image-30x20-200MB.png HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await once(socket, "data");
    socket.destroy();
    const { status } = await mock.send({ path: "/_mock/assets/image-30x20.png" });
    expect(status).toBe(200);
  });
});
