import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.js";

/** Runs a command as root of a world of its own: what it mounts nobody else sees, and is gone with it. */
const OWN_MOUNTS = ["unshare", "--map-root-user", "--mount"] as const;

/** Whether disks can be mounted here: as root, or where users may make namespaces. */
export const canMount =
  spawnSync(OWN_MOUNTS[0], [...OWN_MOUNTS.slice(1), "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

/** A disk of 1 MB. */
export interface SmallDisk {
  /** Where the program finds it. */
  readonly path: string;
  /** What the program is run through to find it there: a new disk each time. */
  readonly through: readonly string[];
  /** Where this process finds a file of the disk while the program runs. */
  readonly fileOf: (pid: number | undefined, name: string) => string;
}

/**
 * Makes a disk of 1 MB, which is gone with the program that has it.
 *
 * @param prepare - shell commands that are run on it before
 */
export function smallDisk(prepare: string): SmallDisk {
  const path = join(temporaryFolder().path, "disk");
  mkdirSync(path);
  const script = `mount -t tmpfs -o size=1m tmpfs "$0" && (cd "$0" && ${prepare}) && exec "$@"`;
  return {
    path,
    through: [...OWN_MOUNTS, "sh", "-c", script, path],
    fileOf: (pid, name) => join(`/proc/${pid}/root${path}`, name),
  };
}
