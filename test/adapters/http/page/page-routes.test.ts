import { expect, it } from "vitest";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";

/** As browsers ask for what stands in the address bar. */
const BROWSER = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

describeMatrix("the page", (serve) => {
  it("answers browsers at /, and everybody at its own paths", async () => {
    const mock = await serve(STILL);
    for (const [path, headers] of [
      ["/", BROWSER],
      ["/_mock", {}],
      ["/_mock/", {}],
      ["/_mock/docs", {}],
      ["/_mock/docs", { host: "elsewhere.example" }],
    ] as const) {
      const answer = await mock.send({ path, headers });
      expect([path, answer.status, answer.headers["content-type"]]).toEqual([
        path,
        200,
        "text/html; charset=utf-8",
      ]);
      expect(answer.headers["vary"]).toBe("Accept");
    }
  });

  it.each([
    {},
    { accept: "*/*" },
    { accept: "application/json" },
    { accept: "application/json, text/html;q=0.5" },
  ])("leaves / to other clients as an unknown path: %j", async (headers: Record<string, string>) => {
    const mock = await serve(STILL);
    const answer = await mock.send({ path: "/", headers });
    expect([answer.status, answer.json<{ error: object }>().error]).toMatchObject([
      404,
      { message: "Invalid URL (GET /)" },
    ]);
  });

  it("has no page in the place of the paid service, and takes no other method", async () => {
    const mock = await serve(STILL);
    for (const host of ["api.evolink.ai", "files-api.evolink.ai", "API.EVOLINK.AI."])
      expect((await mock.send({ path: "/", headers: { ...BROWSER, host } })).status).toBe(404);
    expect((await mock.send({ method: "POST", path: "/", headers: BROWSER })).status).toBe(404);
    expect((await mock.send({ method: "POST", path: "/_mock/docs", headers: BROWSER })).status).toBe(404);
  });

  it("allows scripts and styles of its own alone, and no frame around it", async () => {
    const mock = await serve(STILL);
    const { headers, text } = await mock.send({ path: "/", headers: BROWSER });
    const policy = headers["content-security-policy"]?.split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/style="|<style|onload=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it("serves the script and the style that it names, to be kept, and no other file", async () => {
    const mock = await serve(STILL);
    const { text } = await mock.send({ path: "/_mock/" });
    const names = [...text.matchAll(/\/_mock\/page\/[\w.-]+/g)].map(([name]) => name);
    expect(new Set(names.map((name) => name.replace(/-\w+\./, ".")))).toEqual(
      new Set(["/_mock/page/page.css", "/_mock/page/page.js"]),
    );
    for (const path of names) {
      const answer = await mock.send({ path });
      expect(answer.status).toBe(200);
      expect(answer.headers["cache-control"]).toContain("immutable");
    }
    for (const name of ["page.js", "..%2f..%2fpackage.json", "page-.js"])
      expect((await mock.send({ path: `/_mock/page/${name}` })).status).toBe(404);
  });

  it("is not part of the journal", async () => {
    const mock = await serve(STILL);
    await mock.send({ path: "/", headers: BROWSER });
    expect(mock.journal.entries()).toEqual([]);
  });
});

describeMatrix("a session of the page", (serve) => {
  const open = { ...STILL, controlToken: "open sesame" };
  const exchange = (token: string) => ({
    method: "POST",
    path: "/_mock/session",
    body: JSON.stringify({ token }),
  });
  const clock = (headers: Record<string, string>) => ({ path: "/_mock/clock", headers });

  it("lets requests of the page in by a cookie that no script reads and no other site sends", async () => {
    const mock = await serve(open);
    const answer = await mock.send(exchange("open sesame"));
    const [cookie = "", ...attributes] = (answer.headers["set-cookie"] ?? "").split("; ");
    expect([answer.status, attributes]).toEqual([204, ["Path=/_mock", "HttpOnly", "SameSite=Strict"]]);
    expect(cookie).not.toContain("sesame");
    expect((await mock.send(clock({ cookie: `a=b; ${cookie}; c=d` }))).status).toBe(200);
    expect((await mock.send(clock({ cookie, "sec-fetch-site": "same-origin" }))).status).toBe(200);
  });

  it("lets nobody in by a wrong token, a changed cookie, or from another page", async () => {
    const mock = await serve(open);
    expect((await mock.send(exchange("open sesam"))).status).toBe(403);
    const cookie =
      ((await mock.send(exchange("open sesame"))).headers["set-cookie"] ?? "").split(";")[0] ?? "";
    for (const headers of [
      {},
      { cookie: `${cookie}0` },
      { cookie: cookie.slice(0, -1) },
      { cookie: cookie.replace("=", "=; x=") },
      // Another port of this host is the same site: its cookies come along.
      { cookie, origin: "http://127.0.0.1:1", host: "127.0.0.1:2727" },
      { cookie, "sec-fetch-site": "same-site" },
      { cookie, "sec-fetch-site": "cross-site" },
    ])
      expect((await mock.send(clock(headers as Record<string, string>))).status).toBe(403);
  });

  it("has a cookie of its own for each token", async () => {
    const cookies = await Promise.all(
      ["a", "b", "a"].map(async (controlToken) => {
        const mock = await serve({ ...STILL, controlToken });
        return (await mock.send(exchange(controlToken))).headers["set-cookie"];
      }),
    );
    expect(cookies[0]).toBe(cookies[2]);
    expect(cookies[0]?.split("=")[0]).not.toBe(cookies[1]?.split("=")[0]);
  });

  it.each(["", "[]", '{"token":1}', "{}", '{"token":"open sesame"', '{"token":""}'])(
    "is refused with a sentence for %s",
    async (body) => {
      const mock = await serve(open);
      const answer = await mock.send({ method: "POST", path: "/_mock/session", body });
      expect([400, 403]).toContain(answer.status);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    },
  );
});
