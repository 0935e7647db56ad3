import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { certificateFor } from "../../../src/adapters/proxy/temporary-authority.js";
import { derOf, javaTrustStore } from "../../../src/adapters/proxy/trust-folder.js";

const made = certificateFor(["api.example.test"], "example.test");
const authority = new X509Certificate(made.authority);
const server = new X509Certificate(made.certificate);

const folder = mkdtempSync(join(tmpdir(), "wan-mock-certificate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

describe("the certificate of the stand-in", () => {
  it("is for the host alone, and vouched for by the authority", () => {
    expect(server.checkHost("api.example.test")).toBe("api.example.test");
    expect(server.checkHost("example.test")).toBeUndefined();
    expect(server.ca).toBe(false);
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(server.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  });

  it("comes from an authority that signed itself", () => {
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(authority.checkPrivateKey(createPrivateKey(made.key))).toBe(false);
  });

  it.each([authority, server])("holds from a day ago, for a week in all", ({ validFrom, validTo }) => {
    const day = 86_400_000;
    expect(Math.abs(Date.parse(validFrom) - (Date.now() - day))).toBeLessThan(60_000);
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(7 * day);
  });

  it("is another one each time, numbers of certificates included", () => {
    const other = certificateFor(["api.example.test"], "example.test");
    expect(other.key).not.toBe(made.key);
    const numbers = [made, other].flatMap((pair) =>
      [pair.authority, pair.certificate].map((pem) => new X509Certificate(pem).serialNumber),
    );
    expect(new Set(numbers).size).toBe(4);
    expect(numbers.every((number) => /^[4-7][0-9A-F]{31}$/.test(number))).toBe(true);
  });

  it.skipIf(!has("openssl", "version"))("passes the strict checks of openssl, for the domain alone", () => {
    const verify = (pair: typeof made, host: string) =>
      spawnSync(
        "openssl",
        [
          ...["verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", host],
          ...["-CAfile", file("ca.pem", pair.authority), file("server.pem", pair.certificate)],
        ],
        { encoding: "utf8" },
      );
    expect(verify(made, "api.example.test")).toMatchObject({ status: 0, stderr: "" });
    const both = certificateFor(["api.example.test", "files.example.test"], "example.test");
    const other = (host: string) =>
      spawnSync(
        "openssl",
        [
          ...["verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", host],
          ...["-CAfile", file("both-ca.pem", both.authority), file("both.pem", both.certificate)],
        ],
        { encoding: "utf8" },
      );
    expect(["api", "files"].map((name) => other(`${name}.example.test`).status)).toEqual([0, 0]);
    expect(other("else.example.test").status).not.toBe(0);
    const strange = certificateFor(["api.elsewhere.test"], "example.test");
    expect(verify(strange, "api.elsewhere.test").stderr).toContain("permitted subtree violation");
  });

  it.skipIf(!has("keytool", "-help"))("is read by Java, as a trusted one", () => {
    const store = file("roots.jks", javaTrustStore([made.authority, made.certificate].map(derOf)));
    const listed = execFileSync("keytool", ["-list", "-v", "-keystore", store, "-storepass", "changeit"], {
      encoding: "utf8",
    });
    expect(listed.match(/trustedCertEntry/g)).toHaveLength(2);
    expect(listed).toContain("CN=wan-mock throw-away authority");
    expect(listed).toContain("DNSName: api.example.test");
  });
});
