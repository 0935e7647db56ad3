import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandsOf, pageBlocks } from "./page-blocks.js";
import { repository } from "./page-packages.js";
import { type NotRun, PageReader, workflowCommands } from "./page-reader.js";
import type { PageShell } from "./page-terminal.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const hasProgram = (name: string) => spawnSync(name, ["--version"]).status === 0;
const hasCurl = hasProgram("curl");
const isThere: Readonly<Record<PageShell, boolean>> = {
  bash: hasCurl && hasProgram("bash"),
  zsh: hasCurl && hasProgram("zsh"),
};

/**
 * Tests a Markdown page as its reader would: every code block, from top to bottom, in one folder and one terminal.
 * Commands that zsh reads otherwise than bash are refused; pages whose commands need more than one line of a shell are read
 * in both. Its links are looked at in `test/package/`, among the files that the package ships.
 *
 * - `ts` and `js` are type-checked (`ts`) and run; a value in a comment behind an expression is compared with it.
 *   A block without imports goes on from the first block of its language that has some.
 * - `sh` runs command by command and must succeed. The fence says what else is expected of the last one: ` ends with N`, or
 *   of its answer ` 429` or ` 429, Name: value`. A comment is refused: pasted into zsh it is none. `TASK_ID` is the last
 *   task that was shown. `sh server` stays until the next one.
 * - `json` and `text` are the output of the block before. `text server` is what the server has said since it was last
 *   shown, `text server stopped` what it says at the end.
 * - `yaml` is a configuration, a scenario file or a workflow. A workflow's commands are commands of the page.
 * - A language followed by a file name writes the file for the blocks that follow; `diff` changes it.
 */
export function describePage(
  page: string,
  notRun: readonly NotRun[] = [],
  { packageFolder = repository, shells = ["bash"] as readonly PageShell[] } = {},
): void {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = pageBlocks(text);
  const hasCommands = blocks.some(({ language }) => language === "sh");

  describe(page, () => {
    it("has no stale exception", () => {
      const commands = blocks.flatMap(({ language, text: code }) => {
        if (language === "sh") return commandsOf(code);
        return language === "yaml" ? workflowCommands(code) : [];
      });
      expect(commands).toEqual(expect.arrayContaining(notRun.map(({ command }) => command)));
    });
  });

  for (const shell of shells) {
    if (shell === "zsh" && !hasCommands) continue;
    const reader = new PageReader(blocks, { shell, notRun, packageFolder });
    describe.skipIf(!isThere[shell])(`${page} in ${shell}`, () => {
      beforeAll(() => reader.sitDown());
      afterAll(() => reader.leave());

      // A program of the library is the same in either shell.
      if (shell === "bash") {
        it("has types that fit", () => {
          expect(reader.complaints()).toEqual([]);
        });
      }

      for (const [index, block] of blocks.entries()) {
        const isProgram = /^[jt]s$/.test(block.language) && block.info === "";
        if (shell === "zsh" && isProgram) continue;
        it(`line ${block.line}: ${block.language} ${block.info}`.trimEnd(), async () => {
          await reader.read(index);
        });
      }
    });
  }
}
