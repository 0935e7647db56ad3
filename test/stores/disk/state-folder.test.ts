import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import type { KitError } from "../../../src/errors/kit-error.js";
import type { StateKind } from "../../../src/stores/kept/change.js";
import { openPlainFolder, valuesIn } from "../../harness/state-folder.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const newFolder = () => join(temporaryFolder().path, "data");
const logOf = (folder: string) => join(folder, "state-000001.log");

/** A folder after some transactions, as a process that was killed leaves it. */
function killedFolder(...keys: readonly string[]): string {
  const { folder, transactions, store } = openPlainFolder(newFolder());
  for (const key of keys) void transactions.run(() => store.set("task", key, `value of ${key}`));
  const copy = newFolder();
  cpSync(folder.figures.folder, copy, { recursive: true });
  writeFileSync(join(copy, "lock"), "2147483646");
  return copy;
}

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return `${(error as KitError).code}: ${(error as KitError).message}`;
  }
  throw new Error("nothing was refused");
};

test("what a transaction changed is in the file when its result is there", () => {
  const { folder, transactions, store } = openPlainFolder(newFolder());
  const result = transactions.run(() => {
    store.set("task", "a", { is: "雨 \n" });
    store.set("account", "b", null);
    return 7;
  });
  expect(result).toBe(7);
  const { folder: path, bytes } = folder.figures;
  expect(readFileSync(logOf(path), "utf8").split("\n")).toHaveLength(3);
  expect(bytes).toBe(statSync(logOf(path)).size);
  folder.close();
  expect(valuesIn(path)).toEqual([
    ["account", "b", null],
    ["task", "a", { is: "雨 \n" }],
  ]);
});

test("what has gone is gone after a start too", () => {
  const { folder, transactions, store } = openPlainFolder(newFolder());
  void transactions.run(() => store.set("task", "a", 1));
  void transactions.run(() => store.set("task", "b", 2));
  void transactions.run(() => store.set("task", "a", undefined));
  folder.close();
  expect(valuesIn(folder.figures.folder)).toEqual([["task", "b", 2]]);
});

test("a folder is private, and so is its log", () => {
  const path = newFolder();
  openPlainFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(logOf(path)).mode & 0o777).toBe(0o600);
});

test("a last change that was cut while it was written is removed, with one sentence", () => {
  const path = killedFolder("a", "b");
  const whole = statSync(logOf(path)).size;
  appendFileSync(logOf(path), '12345678 [["task","c","hal');
  const { warnings, values } = openPlainFolder(path);
  expect(values()).toHaveLength(2);
  expect(warnings).toEqual([
    `the last change in the state folder ${path} was cut while it was written: its 26 bytes are removed, whatever clients were told is there`,
  ]);
  expect(statSync(logOf(path)).size).toBe(whole);
});

test("damage before whole changes is refused, with the place and what to do", () => {
  const path = killedFolder("a", "b", "c");
  const text = readFileSync(logOf(path), "utf8");
  const at = text.indexOf("\n", text.indexOf("value of a")) + 1;
  writeFileSync(logOf(path), text.replace("value of b", "value of B"));
  expect(messageOf(() => openPlainFolder(path))).toBe(
    `INPUT_UNREADABLE: ${logOf(path)} is damaged at byte ${at}, and what follows is whole, so it was not cut while it was written: put a copy of the folder in its place, name another --data, or give up all changes from there on (truncate -s ${at} ${logOf(path)})`,
  );
  expect(existsSync(join(path, "lock"))).toBe(false);
  // As the message says.
  truncateSync(logOf(path), at);
  expect(valuesIn(path)).toEqual([["task", "a", "value of a"]]);
});

test("a state of a newer version is refused by name", () => {
  const path = killedFolder("a");
  const text = readFileSync(logOf(path), "utf8");
  writeFileSync(logOf(path), text.replace(/"version":1,"by":"[^"]+"/, '"version":2,"by":"9.1.0"'));
  expect(messageOf(() => openPlainFolder(path))).toContain(
    "INPUT_UNREADABLE: " +
      logOf(path) +
      " was made by a newer wan-mock 9.1.0 (format 2, this one reads 1): use",
  );
});

test("a file with the name of a log that is none is refused, as it is", () => {
  const path = newFolder();
  mkdirSync(path);
  writeFileSync(logOf(path), "2027-01-01 state saved\n");
  expect(messageOf(() => openPlainFolder(path))).toContain(
    "state-000001.log is no state of a wan-mock: move",
  );
  expect(readFileSync(logOf(path), "utf8")).toBe("2027-01-01 state saved\n");
});

test("a folder with other files is refused, one with what file systems and git put there is not", () => {
  const path = newFolder();
  mkdirSync(join(path, "lost+found"), { recursive: true });
  writeFileSync(join(path, ".gitignore"), "*");
  expect(valuesIn(path)).toEqual([]);
  const other = temporaryFolder();
  other.write("package.json", "{}");
  expect(messageOf(() => openPlainFolder(other.path))).toBe(
    `INVALID_OPTION: ${other.path} is no state folder, there is package.json in it: name a new or an empty one as --data`,
  );
  expect(readdirSync(other.path)).toEqual(["package.json"]);
});

test("a file in place of the folder is refused", () => {
  const file = temporaryFolder().write("data", "");
  expect(messageOf(() => openPlainFolder(file))).toContain(
    `the state folder ${file} cannot be used (it is a file)`,
  );
});

test.skipIf(process.platform !== "linux")("a place in which no folder can be made is refused", () => {
  expect(messageOf(() => openPlainFolder("/proc/nowhere"))).toBe(
    "INVALID_OPTION: the state folder /proc/nowhere cannot be used (no folder can be made there): make it writable, or name another --data",
  );
});

test.skipIf(process.platform !== "linux")(
  "a process whose end nobody has taken note of has the folder no more",
  async () => {
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 100"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    await vi.waitFor(
      () => expect(readFileSync(`/proc/${Number(pid)}/stat`, "utf8")).toContain(") Z "),
      20_000,
    );
    const path = killedFolder("a");
    writeFileSync(join(path, "lock"), `${Number(pid)}`);
    expect(valuesIn(path)).toHaveLength(1);
  },
);

test("the lock names its process, and no draft of it is left", () => {
  const { folder } = openPlainFolder(newFolder());
  const { folder: path } = folder.figures;
  expect(readFileSync(join(path, "lock"), "utf8")).toMatch(new RegExp(`^${process.pid} \\S+$`));
  expect(readdirSync(path).sort()).toEqual(["lock", "state-000001.log"]);
  folder.close();
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be written is refused", () => {
  const path = newFolder();
  mkdirSync(path);
  chmodSync(path, 0o500);
  expect(messageOf(() => openPlainFolder(path))).toContain(
    "(it may not be written by this user): make it writable",
  );
});

test("a second one on the same folder is refused by the number of the process that has it", () => {
  const { folder } = openPlainFolder(newFolder());
  const path = folder.figures.folder;
  expect(messageOf(() => openPlainFolder(path))).toBe(
    `INVALID_OPTION: the state folder ${path} is used by the process ${process.pid}: stop that one, or name another --data (if it is no wan-mock, or is no more, delete ${path}/lock)`,
  );
  folder.close();
  expect(valuesIn(path)).toEqual([]);
});

/** Steps that change one of a few keys; `undefined` drops it. */
const step = fc.tuple(
  fc.constantFrom<StateKind[]>("task", "account"),
  fc.constantFrom("a", "b", "c", "d"),
  fc.option(fc.nat(99), { nil: undefined }),
);

test("whatever the place at which a log is cut, the state is that after one of its transactions", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
      (transactions) => {
        const { folder, store, values, transactions: kept } = openPlainFolder(newFolder());
        const path = folder.figures.folder;
        const after = [{ bytes: folder.figures.bytes, state: values() }];
        for (const steps of transactions) {
          void kept.run(() => {
            for (const [kind, key, value] of steps) store.set(kind, key, value);
          });
          after.push({ bytes: folder.figures.bytes, state: values() });
        }
        folder.close();
        const bytes = readFileSync(logOf(path));
        for (let cut = bytes.length; cut >= (after.at(-3)?.bytes ?? bytes.length); cut -= 1) {
          writeFileSync(logOf(path), bytes.subarray(0, cut));
          const expected = after.findLast((each) => each.bytes <= cut);
          expect(new Set(valuesIn(path))).toEqual(new Set(expected?.state));
        }
      },
    ),
    { numRuns: 10 },
  );
});
