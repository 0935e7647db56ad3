import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { commands } from "../../src/cli/commands.js";

const root = new URL("../../", import.meta.url);

/** Flags of other programs that pages name. */
const foreign = [
  "--allow-child-process",
  "--allow-env",
  "--allow-fs-read",
  "--allow-sys",
  "--allow-worker",
  "--ca-certificate",
  "--cacert",
  "--default-non-nullable",
  "--deny-net",
  "--import",
  "--noproxy",
  "--preload",
  "--proxy",
  "--require",
];

const own = Object.values(commands).flatMap(({ options }) => options().map(({ long }) => long));

const pages = readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

it.each(["README.md", ...pages])("%s names flags that exist", (page) => {
  const text = readFileSync(new URL(page, root), "utf8");
  const named = [...text.matchAll(/`(--[a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);
  expect(named.filter((flag) => ![...own, ...foreign].includes(flag))).toEqual([]);
});
