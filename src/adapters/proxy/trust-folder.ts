import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { rootCertificates } from "node:tls";
import { KitError } from "../../errors/kit-error.js";
import { readFile, whyUnreadable } from "../../files/read-file.js";

/** Files that make programs trust an authority beside those they trust already. */
export interface TrustFolder {
  readonly variables: Readonly<Record<string, string>>;
  readonly javaOptions: readonly string[];
  /** Deletes the files. Safe to call twice. */
  delete(): void;
}

/** Variables that put a file in place of a program's own roots, and whose value they stand in for when unset. */
const REPLACING: readonly (readonly [variable: string, ...heirs: string[]])[] = [
  ["SSL_CERT_FILE"], // OpenSSL, so Python and Ruby; Go; .NET; rustls
  ["CURL_CA_BUNDLE", "SSL_CERT_FILE"],
  ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
  ["HTTPLIB2_CA_CERTS"],
];

/** Variables that add a file to a program's own roots. */
const ADDING = ["NODE_EXTRA_CA_CERTS", "DENO_CERT"];

/**
 * Writes an authority's certificate, with the roots that a program trusts so far, into a folder of the system's
 * temporary ones that only this user can open. No key is among the files.
 *
 * @param authority - PEM
 * @param environment - names the roots that programs trust so far
 * @param onWarning - called for a file named there that cannot be read
 * @throws {KitError} `OUTPUT_UNWRITABLE` when there is no such folder to write to
 */
export function openTrustFolder(
  authority: string,
  environment: NodeJS.ProcessEnv,
  onWarning: (sentence: string) => void,
): TrustFolder {
  let folder = tmpdir();
  try {
    folder = mkdtempSync(join(folder, "wan-mock-trust-"));
  } catch (error) {
    throw unwritable(folder, error);
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // An exception that nobody caught ends the process too.
  process.once("exit", remove);
  const files = new BundleFiles(folder, authority, onWarning);
  try {
    const javaStore = join(folder, "roots.jks");
    const bundle = files.holding(environment["SSL_CERT_FILE"], "instead");
    writeFileSync(join(folder, "wan-mock.ini"), `curl.cainfo="${bundle}"\nopenssl.cafile="${bundle}"\n`);
    writeFileSync(javaStore, javaTrustStore([authority, ...files.standard].map(derOf)));
    return {
      variables: {
        ...Object.fromEntries(
          REPLACING.map(([variable, ...heirs]) => {
            const [path] = [variable, ...heirs].flatMap((name) => environment[name] || []);
            return [variable, files.holding(path, "instead")];
          }),
        ),
        // Where PHP looks for settings; an empty item is the place where it would look anyway.
        PHP_INI_SCAN_DIR: `${environment["PHP_INI_SCAN_DIR"] ?? ""}${delimiter}${folder}`,
        ...Object.fromEntries(
          ADDING.map((variable) => [variable, files.holding(environment[variable], "beside")]),
        ),
      },
      javaOptions: [
        quoted(`-Djavax.net.ssl.trustStore=${javaStore}`),
        "-Djavax.net.ssl.trustStoreType=JKS",
        `-Djavax.net.ssl.trustStorePassword=${JAVA_STORE_PASSWORD}`,
      ],
      delete: () => {
        process.off("exit", remove);
        remove();
      },
    };
  } catch (error) {
    process.off("exit", remove);
    remove();
    throw unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new KitError(
    "OUTPUT_UNWRITABLE",
    `certificates for the program that runs cannot be written to the folder for temporary files, ${folder} (${code}): set TMPDIR (TEMP on Windows) to a folder that can be written to`,
  );
}

/** A JVM splits its options at white space, quotes excepted. */
function quoted(option: string): string {
  return /\s/.test(option) ? `"${option}"` : option;
}

/** Bundles by what stands in them: variables that named one file go on naming one. */
class BundleFiles {
  readonly #written = new Map<string, string>();
  #standard: string[] | undefined;

  constructor(
    private readonly folder: string,
    private readonly authority: string,
    private readonly onWarning: (sentence: string) => void,
  ) {}

  get standard(): readonly string[] {
    this.#standard ??= defaultRoots();
    return this.#standard;
  }

  /** @param manner - whether the file stands in place of a program's own roots or beside them */
  holding(path: string | undefined, manner: "instead" | "beside"): string {
    const own = path === undefined || path === "" ? undefined : path;
    const name = `${manner} ${own ?? ""}`;
    const known = this.#written.get(name);
    if (known !== undefined) return known;
    const file = join(this.folder, `${manner}-${this.#written.size}.pem`);
    const others =
      (own === undefined ? undefined : this.#read(own)) ?? (manner === "beside" ? [] : this.standard);
    writeFileSync(file, [this.authority, ...others].join(""));
    this.#written.set(name, file);
    return file;
  }

  #read(path: string): string[] | undefined {
    try {
      return certificatesIn(path);
    } catch (error) {
      const reason = error instanceof KitError ? error.message : `${path}: ${whyUnreadable(error)}`;
      this.onWarning(`${reason}; the environment names it for certificates`);
      return undefined;
    }
  }
}

/** `storepass` of the JDK's own store; a trust store holds nothing secret. */
const JAVA_STORE_PASSWORD = "changeit";

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

/** Where systems keep the certificates they trust, as one file. */
const SYSTEM_FILES = [
  "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Alpine
  "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, RHEL
  "/etc/ssl/ca-bundle.pem", // openSUSE
  "/etc/ssl/cert.pem", // macOS, BSD
];

/** The certificates that programs trust by default here: the system's file, and those that Node brings. */
function defaultRoots(): string[] {
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
