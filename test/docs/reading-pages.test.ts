import { describe, expect, it } from "vitest";
import { commandsOf, pageBlocks } from "../harness/page-blocks.js";
import { withClaims } from "../harness/page-claims.js";
import { expectShown, expectShownJson } from "../harness/page-output.js";

/** Values that a piece of code claims, as the text that is compared. */
const claimed = (code: string) =>
  [...withClaims(code).code.matchAll(/__claim\(\d+, ([^\n]*?)\);/g)].map(([, claim]) => claim);

describe("a page", () => {
  it("gives its code blocks, and commands of tables that have a column for them", () => {
    const page =
      "a\n```sh server\nx\n```\n\n| example | command |\n|---|---|\n| a | `run a` |\n\n| no | `b` |\n";
    expect(pageBlocks(page)).toEqual([
      { language: "sh", info: "server", text: "x\n", line: 2 },
      { language: "sh", info: "", text: "run a", line: 8 },
    ]);
  });

  it("claims the literal in a comment behind an expression, or below it", () => {
    expect(claimed("a.b; // 3\n")).toEqual(["a.b, 3"]);
    expect(claimed('a(1);\n// "x, y"\n')).toEqual(['a(1), "x, y"']);
    expect(claimed("const a = b; // { c: [1, -2, null] }\n")).toEqual(["a, { c: [1, -2, null] }"]);
    expect(claimed("a; // 3; no more than that\n")).toEqual(["a, 3"]);
    expect(claimed("a; // credits\nb; // the 3rd\nf(); // done, 3\n")).toEqual([]);
  });

  it("has commands that go on over lines", () => {
    expect(commandsOf("a 'b # c' \\\n  -d 'x\ny'\n\nb c#d\n")).toEqual([
      "a 'b # c' \\\n  -d 'x\ny'",
      "b c#d",
    ]);
  });

  it("has no patterns outside of quotes, which zsh refuses where no file fits", () => {
    for (const command of ["curl http://a/b?c=d", "ls *.mjs", "echo [a]", 'a "b" c?'])
      expect(() => commandsOf(`${command}\n`)).toThrow(`so it needs quotes: ${command}`);
    for (const command of ["curl 'http://a/b?c=d'", 'a "*"', "echo $?", "a \\?"])
      expect(commandsOf(command)).toEqual([command]);
  });

  it("has no comments, which zsh would take for arguments", () => {
    expect(() => commandsOf("a\nb 'c' # d\n")).toThrow("a comment cannot be pasted into zsh: b 'c' # d");
    expect(() => commandsOf("# d\n")).toThrow("a comment cannot be pasted into zsh: # d");
  });
});

describe("what a page shows", () => {
  it("may differ in ids, times and columns", () => {
    const shown = "07:49:17.280  task-unified-1795247357-tqhcgoiq   7.9 ms";
    expectShown(shown, "08:00:00.001  task-unified-1-aaaaaaaa  12 ms\n");
    expect(() => expectShown(shown, "08:00:00.001  task-unified-1-aaaaaaaa  failed\n")).toThrow();
    expect(() => expectShown("a", "a\nb\n")).toThrow();
    expectShownJson(
      '{"created":1,"id":"task-unified-1-aaaaaaaa"}',
      '{"id":"task-unified-2-bbbbbbbb","created":2}',
    );
    expect(() => expectShownJson('{"a":1}', '{"a":2}')).toThrow();
    expect(() => expectShownJson('{"a":1}', '{"a":1,"b":2}')).toThrow();
  });

  it("may leave out lines, and parts of one", () => {
    expectShown("...\nlast", "first\nsecond\nlast\n");
    expectShown("first\n...", "first\n");
    expectShown("a ... z", "a to z\n");
    expect(() => expectShown("...\nlast", "first\nlast\nmore\n")).toThrow();
    expect(() => expectShown("a ... z", "a to\nz\n")).toThrow();
  });
});
