import { sep } from "node:path";

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
