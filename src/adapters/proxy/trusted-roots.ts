import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { readFile } from "../../files/read-file.js";

/** Where systems keep the certificates they trust, as one file. */
const SYSTEM_FILES = [
  "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Alpine
  "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, RHEL
  "/etc/ssl/ca-bundle.pem", // openSUSE
  "/etc/ssl/cert.pem", // macOS, BSD
];

/** The certificates that programs trust by default here: the system's file, and those that Node brings. */
export function defaultRoots(): string[] {
  const file = SYSTEM_FILES.find((path) => existsSync(path));
  let system: string[] = [];
  try {
    system = file === undefined ? [] : certificatesIn(file);
  } catch {
    // Node's own are there in any case.
  }
  return [...new Set([...system, ...pemBlocks(rootCertificates.join("\n"))])];
}

/**
 * The certificates of a file, or of the files of a folder.
 *
 * @throws {KitError} `INPUT_UNREADABLE`, or an error of `node:fs`
 */
export function certificatesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return certificatesOf(path);
  return readdirSync(path).flatMap((name) => {
    try {
      return certificatesOf(join(path, name));
    } catch {
      return []; // a folder in it, a link that leads nowhere
    }
  });
}

const certificatesOf = (file: string): string[] =>
  pemBlocks(readFile(file, { what: "a file of certificates", most: 20_000_000 }).toString("latin1"));

const BEGIN = /-----BEGIN (?:X509 )?CERTIFICATE-----/;
const END = "-----END";

/** The certificates of a PEM text, each in one spelling. */
function pemBlocks(text: string): string[] {
  const bodies = text.split(BEGIN).slice(1);
  return bodies.flatMap((body) => {
    const end = body.indexOf(END);
    return end < 0
      ? []
      : [`-----BEGIN CERTIFICATE-----\n${inLines(body.slice(0, end))}\n-----END CERTIFICATE-----\n`];
  });
}

/** Base64 in lines of 64 signs, as nearly all files have it already. */
function inLines(base64: string): string {
  const lines = base64.trim();
  const isUsual = lines.indexOf("\n") === 64 && !lines.includes("\r") && !lines.includes(" ");
  return isUsual ? lines : lines.replaceAll(/\s/g, "").replaceAll(/.{64}(?=.)/g, "$&\n");
}

/** A PEM certificate of this file as its bytes. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.slice(pem.indexOf("\n"), pem.indexOf(END)), "base64");
}
