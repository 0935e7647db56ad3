import { chmodSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The program as built; a server takes the port that stands for the usual one. */
export const programScript = (port: string) => `case "$1" in
  "" | serve | --[!hv]*) export WAN_MOCK_PORT=${port} ;;
esac
exec "${process.execPath}" "${root}dist/bin/wan-mock.js" "$@"`;

/** Links packages of this repository into `node_modules`, as an install would put them there. */
export const linkScript = `mkdir -p node_modules/.bin
for name in "$@"; do
  mkdir -p "$(dirname "node_modules/$name")"
  if [ "$name" = wan-mock ]; then ln -sfn "${root}" node_modules/wan-mock; else ln -sfn "${root}node_modules/$name" "node_modules/$name"; fi
  if [ "$name" = wan-mock ]; then ln -sf "$(command -v wan-mock)" node_modules/.bin/; fi
  if [ -e "${root}node_modules/.bin/$name" ]; then ln -sf "${root}node_modules/.bin/$name" node_modules/.bin/; fi
done`;

/** Writes a program for the shell. */
export function script(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
