import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { KitError } from "../../errors/kit-error.js";

/** The script and the style of the page, as the build wrote them. */
export interface PageFiles {
  /** `page-HASH.js`: another text has another name. */
  readonly scriptName: string;
  readonly script: string;
  /** `page-HASH.css` */
  readonly styleName: string;
  readonly style: string;
}

/** They are part of the package: every mock of a process may share them. */
let files: PageFiles | undefined;

/**
 * Reads the page's files, once.
 *
 * @throws {KitError} `INPUT_UNREADABLE` where the package was not built
 */
export function pageFiles(): PageFiles {
  files ??= readPageFiles(
    createRequire(import.meta.url)
      .resolve("wan-mock/package.json")
      .replace(/package\.json$/, "dist/page"),
  );
  return files;
}

function readPageFiles(folder: string): PageFiles {
  const read = (ending: string) => {
    const name = names.find((one) => one.startsWith("page-") && one.endsWith(ending)) ?? "";
    return [name, readFileSync(join(folder, name), "utf8")] as const;
  };
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
    const [scriptName, script] = read(".js");
    const [styleName, style] = read(".css");
    return { scriptName, script, styleName, style };
  } catch (error) {
    throw new KitError("INPUT_UNREADABLE", `the page is not built: run npm run build (${folder})`, {
      cause: error,
    });
  }
}
