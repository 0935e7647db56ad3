import { createHash } from "node:crypto";

/** `storepass` of the JDK's own store; a trust store holds nothing secret. */
export const JAVA_STORE_PASSWORD = "changeit";

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;

/**
 * Certificates as a JKS file, which every JDK reads as a trust store. (In PKCS #12, an entry counts as trusted by an
 * attribute of Oracle's alone; `keytool` takes half a second for each certificate.)
 *
 * @param certificates - DER
 */
export function javaTrustStore(certificates: readonly Buffer[]): Buffer {
  const entries = certificates.map((certificate, index) =>
    Buffer.concat([
      int(TRUSTED_CERTIFICATE),
      utf(`root-${index}`),
      Buffer.alloc(8), // date of the entry: nobody asks
      utf("X.509"),
      int(certificate.length),
      certificate,
    ]),
  );
  const content = Buffer.concat([int(MAGIC), int(VERSION), int(entries.length), ...entries]);
  const salt = Buffer.concat([
    Buffer.from(JAVA_STORE_PASSWORD, "utf16le").swap16(),
    Buffer.from("Mighty Aphrodite"),
  ]);
  return Buffer.concat([content, createHash("sha1").update(salt).update(content).digest()]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A text as Java writes it: two bytes of length; the names here are ASCII. */
function utf(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length >> 8, text.length & 0xff), Buffer.from(text)]);
}
