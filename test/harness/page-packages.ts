import { chmodSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** This repository, which stands for the package: it is built as the package is. */
export const repository = root;

/** The program of a package; a server takes the port that stands for the usual one. */
export const programScript = (folder: string, port: string) => `case "$1" in
  "" | serve | --[!hv]*) export WAN_MOCK_PORT=${port} ;;
esac
exec "${process.execPath}" "${folder}/dist/bin/wan-mock.js" "$@"`;

/**
 * Links packages into `node_modules`, as an install would put them there.
 *
 * @param folder - that of wan-mock; others come from this repository
 */
export const linkScript = (folder: string) => `mkdir -p node_modules/.bin
for name in "$@"; do
  mkdir -p "$(dirname "node_modules/$name")"
  if [ "$name" = wan-mock ]; then ln -sfn "${folder}" node_modules/wan-mock; else ln -sfn "${root}node_modules/$name" "node_modules/$name"; fi
  if [ "$name" = wan-mock ]; then ln -sf "$(command -v wan-mock)" node_modules/.bin/; fi
  if [ -e "${root}node_modules/.bin/$name" ]; then ln -sf "${root}node_modules/.bin/$name" node_modules/.bin/; fi
done`;

/** `npx` without the time that it takes to start: programs lie in `node_modules` already. */
export const npxScript = `name="$1"
shift
exec "node_modules/.bin/$name" "$@"`;

/** Writes a program for the shell. */
export function script(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
