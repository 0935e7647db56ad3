import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** What a process has beside pure code; contract and simulation must not see it. */
const impureGlobals = [
  "process",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "crypto",
  "console",
  "Buffer",
  "structuredClone",
].map((name) => ({ name, message: "contract and simulation are pure: no clock, no chance, no process." }));

/** What test environments put fakes or a browser's versions in place of. */
const fakeable = [
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "clearImmediate",
  "queueMicrotask",
].map((name) => ({
  name,
  message: "A test environment may have faked it: import it from ports/real-timers.",
}));

const noClockNoChance = [
  { object: "Date", property: "now", message: "Time comes in as `now`." },
  { object: "Math", property: "random", message: "Chance comes in from a seeded source." },
];

/** Bans that a `no-restricted-syntax` selector states; a later block replaces an earlier one whole. */
const everywhere = [
  {
    selector: "ExportAllDeclaration",
    message: "Name what is exported: every export is a promise.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='exit']",
    message: "Return an exit code; only the bin file sets process.exitCode.",
  },
];
const inSource = [
  ...everywhere,
  {
    selector: "MemberExpression[object.name='URL'][property.name='canParse']",
    message: "Node 20 gets it wrong once it is hot: use parseUrl.",
  },
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  {
    selector: "TSEnumDeclaration",
    message: "A union of string literals says the same and needs no code.",
  },
];
const inPureCode = [
  ...inSource,
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time comes in as `now`.",
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: "Time comes in as `now`.",
  },
];

export default defineConfig(
  {
    ignores: [
      "dist/",
      "coverage/",
      "src/contract/generated/",
      "src/verify/generated/",
      "src/page/generated/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": ["error", ...everywhere],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A promise-returning signature may have an answer ready.
      "@typescript-eslint/require-await": "off",
      // Numbers read well in sentences.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => resolve()` is how Node's own documentation writes listeners.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // `[...text]` is how a text is taken apart by code points.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/page/**"],
    rules: {
      "no-restricted-globals": ["error", ...fakeable],
      "no-restricted-syntax": ["error", ...inSource],
    },
  },
  {
    files: [
      "src/contract/**/*.ts",
      "src/simulation/**/*.ts",
      "src/insight/**/*.ts",
      "src/drift/**/*.ts",
      "src/verify/**/*.ts",
    ],
    rules: {
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": ["error", ...noClockNoChance],
      "no-restricted-syntax": ["error", ...inPureCode],
    },
  },
  {
    // Tests read answers as JSON, whose type is `any`, and may claim what the next line would show to be false.
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // Files without types: configuration and plain scripts.
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
