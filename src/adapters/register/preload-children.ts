import { sep } from "node:path";

/** Variables that lead a program to the mock. */
const OWN = ["WAN_MOCK_URL", "WAN_MOCK_PROXY", "WAN_MOCK_NETWORK"];

/** Variables that lead programs of other languages through the proxy of `wan-mock run`, and name the roots to trust. */
const OF_PROXY = [
  "HTTPS_PROXY",
  "https_proxy",
  "HTTP_PROXY",
  "http_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "HTTPLIB2_CA_CERTS",
  "NODE_EXTRA_CA_CERTS",
  "DENO_CERT",
  "PHP_INI_SCAN_DIR",
  "JAVA_TOOL_OPTIONS",
];

/** The environment that a program gives to a worker or to another program, as loosely typed as Node takes it. */
export type Environment = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * An environment that a program made for another one, completed by the variables that lead to the mock: it takes the
 * place of the whole environment, and the preload would be lost. Its own variables stay, the preload comes first.
 *
 * @param preload - path of `register.cjs`
 */
export function withPreload(environment: Environment, preload: string): Environment {
  const names = (process.env["WAN_MOCK_PROXY"] ?? "") === "" ? OWN : [...OWN, ...OF_PROXY];
  const missing = names.filter((name) => process.env[name] !== undefined && !(name in environment));
  return {
    ...environment,
    ...Object.fromEntries(missing.map((name) => [name, process.env[name]])),
    NODE_OPTIONS: nodeOptionsWith(preload, String(environment["NODE_OPTIONS"] ?? "")),
    BUN_OPTIONS: bunOptionsWith(preload, String(environment["BUN_OPTIONS"] ?? "")),
  };
}

/** Keeps the preload in the environment of this program, which may have replaced its options. */
export function keepPreload(preload: string): void {
  const { NODE_OPTIONS, BUN_OPTIONS } = withPreload(process.env, preload);
  Object.assign(process.env, { NODE_OPTIONS, BUN_OPTIONS });
}

/**
 * `NODE_OPTIONS` with the preload before what they were. It is required, not imported: Node hands `--import` to no
 * worker that is made from text.
 *
 * @param file - path of `register.cjs`
 */
export function nodeOptionsWith(file: string, options = ""): string {
  const path = withSlashes(file);
  const option = `--require=${/[\s"]/.test(path) ? `"${path.replaceAll(/["\\]/g, String.raw`\$&`)}"` : path}`;
  return options.includes(option) ? options : `${option} ${options}`.trim();
}

/** `BUN_OPTIONS` with the same. Bun takes quotes around a whole option alone. */
export function bunOptionsWith(file: string, options = ""): string {
  const preload = `--preload=${withSlashes(file)}`;
  const option = /\s/.test(preload) ? `"${preload}"` : preload;
  return options.includes(option) ? options : `${option} ${options}`.trim();
}

/** Windows takes both, and a backslash escapes what follows it in such options. */
function withSlashes(file: string): string {
  return file.replaceAll(sep, "/");
}
