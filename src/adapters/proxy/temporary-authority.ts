import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** DER, the encoding of certificates: every value is a tag, a length and its bytes. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** The values that a certificate is made of; none may be longer than 65,535 bytes. */
const der = {
  sequence: (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Uint8Array[]) => tagged(0x31, ...parts),
  yes: () => tagged(0x01, Buffer.of(0xff)),
  integer: (bytes: Uint8Array) => tagged(0x02, bytes),
  /** @param unused - bits at the end of the last byte that say nothing */
  bits: (bytes: Uint8Array, unused = 0) => tagged(0x03, Buffer.of(unused), bytes),
  octets: (bytes: Uint8Array) => tagged(0x04, bytes),
  /** @param hex - the encoded arcs */
  identifier: (hex: string) => tagged(0x06, Buffer.from(hex, "hex")),
  text: (text: string) => tagged(0x0c, Buffer.from(text)),
  /** @param at - milliseconds since 1970, before 2050 */
  time: (at: number) =>
    tagged(0x17, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`)),
  /** A value tagged by a number of the context, plain bytes inside. */
  context: (number: number, bytes: Uint8Array) => tagged(0x80 | number, bytes),
  /** The same, values inside. */
  explicit: (number: number, ...parts: readonly Uint8Array[]) => tagged(0xa0 | number, ...parts),
};

/** Certificate and key of a TLS server, and the authority that its clients have to trust; all PEM. */
export interface HostCertificate {
  /** The certificate of the authority that vouches for the host. */
  readonly authority: string;
  readonly certificate: string;
  /** The private key of the host's certificate: for this process alone. */
  readonly key: string;
}

const DAY_MS = 86_400_000;
const AUTHORITY = "wan-mock throw-away authority";

const ECDSA_WITH_SHA256 = der.sequence(der.identifier("2a8648ce3d040302"));
const SUBJECT_KEY = "551d0e";
const KEY_USAGE = "551d0f";
const SUBJECT_NAMES = "551d11";
const BASIC_CONSTRAINTS = "551d13";
const NAME_CONSTRAINTS = "551d1e";
const AUTHORITY_KEY = "551d23";
const EXTENDED_KEY_USAGE = "551d25";
const SERVER = der.identifier("2b06010505070301");

/**
 * Makes an authority that vouches for a server, and forgets the authority's key at once: nothing else can ever be
 * signed with it, and the authority says of itself that it holds for the domain alone. Valid from a day ago, for clocks
 * that are behind, for a week.
 *
 * RFC 5280 written by hand: node:crypto reads certificates but writes none, and the libraries that do take half a
 * megabyte and five times as long for these two (CONTRIBUTING.md has the trial).
 *
 * @param hosts - the only names that the certificate is for
 * @param domain - the only names that the authority is for: this one and those under it
 */
export function certificateFor(hosts: readonly [string, ...string[]], domain: string): HostCertificate {
  const authority = keyPair();
  const server = keyPair();
  return {
    authority: certificate(authority.privateKey, AUTHORITY, authority.spki, [
      extension(BASIC_CONSTRAINTS, der.sequence(der.yes()), "critical"),
      extension(KEY_USAGE, der.bits(Buffer.of(0x04), 2), "critical"),
      extension(
        NAME_CONSTRAINTS,
        der.sequence(der.explicit(0, der.sequence(der.context(2, Buffer.from(domain))))),
        "critical",
      ),
      extension(SUBJECT_KEY, der.octets(authority.id)),
    ]),
    certificate: certificate(authority.privateKey, hosts[0], server.spki, [
      extension(BASIC_CONSTRAINTS, der.sequence(), "critical"),
      extension(KEY_USAGE, der.bits(Buffer.of(0x80), 7), "critical"),
      extension(EXTENDED_KEY_USAGE, der.sequence(SERVER)),
      extension(SUBJECT_NAMES, der.sequence(...hosts.map((host) => der.context(2, Buffer.from(host))))),
      extension(SUBJECT_KEY, der.octets(server.id)),
      extension(AUTHORITY_KEY, der.sequence(der.context(0, authority.id))),
    ]),
    key: server.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

/** A private key, with the public one and its identifier as certificates hold them. */
function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  // The point itself: 65 bytes behind the name of the curve.
  return { privateKey, spki, id: createHash("sha1").update(spki.subarray(-65)).digest() };
}

function certificate(
  signer: KeyObject,
  subject: string,
  spki: Buffer,
  extensions: readonly Buffer[],
): string {
  const now = Date.now();
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(Buffer.of(2))), // version 3
    der.integer(serialNumber()),
    ECDSA_WITH_SHA256,
    named(AUTHORITY),
    der.sequence(der.time(now - DAY_MS), der.time(now + 6 * DAY_MS)),
    named(subject),
    spki,
    der.explicit(3, der.sequence(...extensions)),
  );
  const signature = der.bits(sign("sha256", toBeSigned, signer));
  return pemOf(der.sequence(toBeSigned, ECDSA_WITH_SHA256, signature));
}

/** 127 bits of chance: positive, and as short as DER wants it. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function named(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.identifier("550403"), der.text(commonName))));
}

function extension(id: string, value: Buffer, weight?: "critical"): Buffer {
  const critical = weight === undefined ? [] : [der.yes()];
  return der.sequence(der.identifier(id), ...critical, der.octets(value));
}

function pemOf(bytes: Buffer): string {
  const lines = bytes.toString("base64").replaceAll(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
