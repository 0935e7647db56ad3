import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandsOf, pageBlocks } from "./page-blocks.js";
import { deadLinks } from "./page-links.js";
import { type NotRun, PageReader, workflowCommands } from "./page-reader.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const hasTools = ["bash", "curl"].every((name) => spawnSync(name, ["--version"]).status === 0);

/**
 * Tests a Markdown page as its reader would: every code block, from top to bottom, in one folder and one terminal.
 *
 * - `ts` and `js` are type-checked (`ts`) and run; a value in a comment behind an expression is compared with it.
 *   A block without imports goes on from the first block of its language that has some.
 * - `sh` runs command by command and must succeed, unless its remark says `ends with N`. A remark `429, Name: value`
 *   is looked for in the answer. `TASK_ID` is the last task that was shown. `sh server` stays until the next one.
 * - `json` and `text` are the output of the block before. `text server` is what the server has said since it was last
 *   shown, `text server stopped` what it says at the end.
 * - `yaml` is a configuration, a scenario file or a workflow. A workflow's commands are commands of the page.
 * - A language followed by a file name writes the file for the blocks that follow; `diff` changes it.
 */
export function describePage(page: string, notRun: readonly NotRun[] = []): void {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = pageBlocks(text);
  const reader = new PageReader(blocks, notRun);

  describe(page, () => {
    beforeAll(() => reader.sitDown());
    afterAll(() => reader.leave());

    it("has links that lead somewhere", () => {
      expect(deadLinks(root, page, text)).toEqual([]);
    });

    it("has no stale exception", () => {
      const commands = blocks.flatMap(({ language, text: code }) => {
        if (language === "sh") return commandsOf(code).map(({ command }) => command);
        return language === "yaml" ? workflowCommands(code) : [];
      });
      expect(commands).toEqual(expect.arrayContaining(notRun.map(({ command }) => command)));
    });

    it("has types that fit", () => {
      expect(reader.complaints()).toEqual([]);
    });

    for (const [index, block] of blocks.entries()) {
      it.skipIf(!hasTools)(`line ${block.line}: ${block.language} ${block.info}`.trimEnd(), async () => {
        await reader.read(index);
      });
    }
  });
}
