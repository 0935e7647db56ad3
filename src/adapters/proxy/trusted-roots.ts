import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";

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
 * @throws an error of `node:fs` when it cannot be read
 */
export function certificatesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return pemBlocks(readFileSync(path, "latin1"));
  return readdirSync(path).flatMap((name) => {
    try {
      return pemBlocks(readFileSync(join(path, name), "latin1"));
    } catch {
      return []; // a folder in it, a link that leads nowhere
    }
  });
}

/** The certificates of a PEM text, each in one spelling. */
function pemBlocks(text: string): string[] {
  const blocks = text.matchAll(
    /-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END (?:X509 )?CERTIFICATE-----/g,
  );
  return [...blocks].map(([, body = ""]) => {
    const lines = body.replaceAll(/\s/g, "").replaceAll(/.{64}(?=.)/g, "$&\n");
    return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  });
}

/** A PEM certificate as its bytes. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
}
