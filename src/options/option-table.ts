import type { RuleSetting } from "../contract/finding.js";
import type { ModelId } from "../contract/models/model-ids.js";
import { type Policy, readPolicy } from "../contract/policy.js";
import type { RuleId } from "../contract/rules/rule-list.js";
import { type ContractSettings, defaultSettings, type ModelPrice } from "../contract/settings.js";
import type { AssetFolder, KnownAsset } from "../ports/asset-source.js";
import { type PaceText, parsePace } from "../simulation/pace.js";
import { type PriceListName, priceLists, readPrices } from "../simulation/price-lists.js";
import { findPriceList } from "../simulation/pricing.js";
import { parseRateLimit } from "../simulation/rate-limit.js";
import type { ScenarioCallText } from "../simulation/scenarios/scenario-catalogue.js";
import { readRedisAddress } from "../stores/redis/redis-address.js";
import { accountSchema, assetSchema, policySchema, priceSchema, rateSchema } from "./nested-schemas.js";
import {
  credits,
  flag,
  namedItem,
  numberOf,
  oneOf,
  option,
  path,
  paths,
  readValue,
  record,
  text,
  textOrMilliseconds,
  texts,
  wholeNumber,
} from "./option.js";
import { type AccountOptions, accountStartsOf, accountsOfText } from "./read-accounts.js";
import { assetFolderOfText, readAssets } from "./read-assets.js";
import { budgetOf, upstreamOf, upstreamTimeoutOf } from "./read-live.js";
import {
  controlTokenOf,
  detourOfText,
  durationOf,
  hostOf,
  httpUrlOf,
  instantOf,
  LARGEST_BODY,
  policyOfText,
  publicUrlOf,
} from "./read-options.js";

/** Things kept at the most. */
const kept = { least: 1, most: 100_000_000 };

const rate = () => text({ schema: rateSchema, read: parseRateLimit });

/**
 * The settings of a mock, of its contract, and of the command line: all that there are, in the order of the help. From
 * here follow the flags, the variables, the check of the library's options, their types, and the schema of the
 * configuration file.
 */
export const optionTable = {
  /** Port to bind; 0 takes any free one. Default 0 for the library, 2727 for the command line. */
  port: option({
    heading: "Serving:",
    flag: "--port <number>",
    value: wholeNumber({ least: 0, most: 65_535 }),
    default: 2727,
    summary: "port to listen on, 0 for any free one",
    examples: [3000],
    inProxy: true,
  }),
  /** Address to bind. Default `127.0.0.1`. */
  host: option({
    flag: "--host <address>",
    value: text({ schema: { type: "string", minLength: 1 }, read: hostOf }),
    default: "127.0.0.1",
    summary: "address to bind",
    examples: ["0.0.0.0"],
    inProxy: true,
  }),
  /** Base of result links, when clients reach the mock under another address than they name. */
  publicUrl: option({
    flag: "--public-url <url>",
    value: text({ read: publicUrlOf }),
    summary: "base of result links, when clients reach the mock under another address",
    examples: ["http://mock.internal:2727"],
  }),
  /** Most bytes of a request body, up to 32,000,000. Default 10,000,000. */
  maxBody: option({
    flag: "--max-body <bytes>",
    value: wholeNumber({
      least: 0,
      most: LARGEST_BODY,
      unit: "bytes",
      why: "other requests would wait while a larger body is parsed",
    }),
    default: 10_000_000,
    summary: `largest request body, up to ${LARGEST_BODY}`,
    description: "Largest request body in bytes.",
    examples: [65_536],
    inProxy: true,
  }),
  /** How requests are told on stdout. Default `pretty`. */
  log: option({
    flag: "--log <style>",
    value: oneOf("pretty", "json", "quiet"),
    default: "pretty",
    summary: "how requests are logged",
    description: "How requests are logged.",
    examples: ["quiet"],
    isLive: true,
    inProxy: true,
  }),
  /** Whether changes of the configuration file are taken over. Default: where there is one. */
  watch: option({
    flag: "--watch",
    value: flag(),
    defaultText: "on with a configuration file",
    summary: "reload the configuration file when it changes",
    description: "Reloads this file when it changes; some settings need a restart.",
    examples: [false],
    scope: "serve",
    hasOpposite: true,
    inProxy: true,
  }),
  /** Whether calls of a program under `wan-mock run` to other hosts than the paid one pass. Default `open`. */
  network: option({
    flag: "--network <mode>",
    value: oneOf("open", "closed"),
    default: "open",
    summary: "let calls to other hosts pass, or stop them",
    description:
      "Whether a program under wan-mock run may call hosts other than the paid service. This machine can always be reached.",
    examples: ["closed"],
    scope: "run",
  }),
  /** The file that `wan-mock run` writes a report of the run to. */
  report: option({
    flag: "--report <file>",
    value: path(),
    summary: "write a report of the run, an HTML page, to this file when the program has ended",
    description: "File that a report of a run, an HTML page, is written to when the program has ended.",
    examples: ["wan-mock-report.html"],
    scope: "run",
  }),
  /** `quick` (default), `realistic`, `instant`, `manual`, `polls:N`, or a duration such as `20s`. */
  pace: option({
    heading: "Time and chance:",
    flag: "--pace <pace>",
    value: text<PaceText>({ read: parsePace }),
    default: "quick",
    summary: "quick, realistic, instant, manual, polls:N, or a duration such as 20s",
    description:
      "How fast tasks go: quick (3 s), realistic (minutes), instant, manual, polls:N (the N-th query finishes it), or a duration.",
    examples: ["realistic", "polls:3", "20s"],
    isLive: true,
  }),
  /** `running` (default) follows real time; `frozen` stands still until moved. */
  clock: option({
    flag: "--clock <mode>",
    value: oneOf("running", "frozen"),
    default: "running",
    summary: "virtual time follows real time or stands still",
    description: "Virtual time follows real time, or stands still until it is moved.",
    examples: ["frozen"],
  }),
  /** First instant of the clock: milliseconds since 1970 or an ISO 8601 text. Default: real time. */
  now: option({
    flag: "--now <iso>",
    value: textOrMilliseconds(instantOf),
    summary: "first instant of the virtual clock, such as 2027-01-01T00:00:00Z",
    description:
      "First instant of the virtual clock: ISO 8601, or milliseconds since 1970. Real time without it.",
    examples: ["2027-01-01T00:00:00Z", 1_798_761_600_000],
  }),
  /** Fixes ids and jitter. Default: drawn, and told. */
  seed: option({
    flag: "--seed <number>",
    value: wholeNumber({ least: 0 }),
    summary: "fix ids and jitter",
    note: "default: drawn and printed",
    description: "Makes ids and jitter repeatable. Without it a seed is drawn and printed.",
    examples: [7],
  }),
  /** The only API keys accepted; any non-empty one is by default. */
  keys: option({
    heading: "API keys, credits and limits:",
    flag: "--key <key>",
    value: texts(),
    summary: "accept only this API key",
    note: "any key is accepted without it",
    description: "Only these API keys are accepted, and those of `accounts`. Without it any key is.",
    examples: [["sk-team-a", "sk-team-b"]],
  }),
  /** Credits that each API key starts with; unlimited by default. */
  balance: option({
    flag: "--balance <credits>",
    value: credits(1_000_000_000),
    defaultText: "unlimited",
    summary: "credits that each API key starts with",
    description: "Credits that each API key starts with; unlimited without it.",
    examples: [100, 12.5],
  }),
  priceList: option({
    flag: "--price-list <name>",
    value: text<PriceListName>({ read: (name) => findPriceList(priceLists, name) }),
    default: defaultSettings.priceList as PriceListName,
    summary: "2026-05 or 2026-10",
    description: "Which price list reserves credits: 2026-05 (guide) or 2026-10 (live price rules).",
    examples: ["2026-10"],
    scope: "contract",
  }),
  prices: option({
    flag: "--price <model=credits>",
    value: record<ModelPrice, ModelId>(
      priceSchema,
      {
        pair: (given) => namedItem(given, priceOfText),
        hint: "Write it as MODEL=5.44, with credits for a second of the result.",
      },
      { fault: () => undefined, read: readPrices },
    ),
    summary: "credits per second for a model that is not on the price list",
    description: "Prices by model id, for models that are not on the price list or cost something else.",
    examples: [
      {
        "wan2.7-text-to-video": { creditsPerSecond: { "720p": 5.44, "1080p": 9.08 } },
        "wan2.7-video-edit": { creditsPerSecond: 5, billsInput: true },
        "wan2.7-image-to-video": { creditsPerTask: 12 },
      },
    ],
    scope: "contract",
  }),
  /** Submits per API key in any window of virtual time: `10/s`, `60/min`, `1000/h`. Unlimited by default. */
  rateLimit: option({
    flag: "--rate-limit <calls/window>",
    value: rate(),
    defaultText: "unlimited",
    summary: "submits per API key, such as 10/s, 60/min or 1000/h",
    description: "Submits per API key in any window of virtual time; unlimited without it.",
    examples: ["60/min", "10/s", "1000/h"],
  }),
  /** The same for task queries. */
  rateLimitQueries: option({
    flag: "--rate-limit-queries <calls/window>",
    value: rate(),
    defaultText: "unlimited",
    summary: "task queries per API key",
    description: "Task queries per API key in any window of virtual time; unlimited without it.",
    examples: ["10/s"],
  }),
  /** Most live tasks per API key. Unlimited by default. */
  concurrency: option({
    flag: "--concurrency <tasks>",
    value: wholeNumber({ least: 1, unit: "tasks", leastInText: 0 }),
    defaultText: "unlimited",
    summary: "unfinished tasks per API key",
    description: "Live tasks per API key; unlimited without it.",
    examples: [5],
  }),
  /** Settings of single API keys. Such a key is accepted whatever `keys` lists. */
  accounts: option({
    flag: "--accounts <json>",
    value: readValue<Readonly<Record<string, AccountOptions>>>(
      { type: "object", additionalProperties: accountSchema },
      accountsOfText,
      { read: (accounts: Readonly<Record<string, AccountOptions>>) => accountStartsOf({ accounts }) },
    ),
    summary:
      'settings of single API keys, such as {"sk-team-a":{"balance":100}}; better kept in the configuration file',
    description:
      "Settings of single API keys, by key; for the rest the general settings hold. null means unlimited.",
    examples: [{ "sk-team-a": { balance: 100, rateLimit: "10/min", policy: { dailyCredits: 50 } } }],
  }),
  /** URL that all callbacks are sent to, whatever the request named. */
  forwardTo: option({
    heading: "Callbacks:",
    flag: "--forward-to <url>",
    value: text({ read: (url: string) => httpUrlOf("forward-to", url) }),
    summary: "send all callbacks there, such as http://localhost:3000/hooks",
    description: "Sends all callbacks there, whatever the requests named.",
    examples: ["http://localhost:3000/hooks"],
    isLive: true,
    inProxy: true,
  }),
  /** Detours for callbacks: the start of a callback URL, and what stands there instead. */
  callbackMap: option({
    flag: "--callback-map <from=to>",
    value: record<string>(
      { type: "string" },
      {
        separator: /,(?=https?:)/,
        pair: detourOfText,
        hint: "Write it as https://app.example.com=http://localhost:3000.",
      },
      {
        read: (map: Readonly<Record<string, string>>) =>
          Object.entries(map)
            .flat()
            .map((url) => httpUrlOf("callback map", url)),
      },
    ),
    summary: "send callbacks whose address starts with FROM to TO, path and query kept",
    description:
      "Sends callbacks whose address starts with the left side to the right side; the rest of the path and the query are kept.",
    examples: [{ "https://app.example.com": "http://localhost:3000" }],
    isLive: true,
    inProxy: true,
  }),
  allowLocalCallbacks: option({
    flag: "--allow-local-callbacks",
    value: flag(),
    default: false,
    summary: "accept callback addresses on this machine, with a warning",
    description: "Accepts callback addresses on this machine, with a warning, and sends there.",
    examples: [true],
    scope: "contract",
    isLive: true,
  }),
  /** Send callbacks to public addresses too. Default `false`: nothing leaves the machine. */
  allowExternalCallbacks: option({
    flag: "--allow-external-callbacks",
    value: flag(),
    default: false,
    summary: "send callbacks to public addresses",
    note: "default: nothing leaves the machine",
    description: "Sends callbacks to public addresses too; without it nothing leaves the machine.",
    examples: [true],
    isLive: true,
  }),
  /** Real time that a silent receiver holds up moved or frozen time. Default `10s`. */
  callbackPatience: option({
    flag: "--callback-patience <duration>",
    value: textOrMilliseconds((value) => durationOf("callbackPatience", value)),
    default: "10s",
    summary: "real time to wait for a silent receiver while the clock is moved or frozen",
    description:
      "How long moved or frozen time waits, in real time, for a receiver that does not answer: a duration, or milliseconds.",
    examples: ["2s", 500],
    inProxy: true,
  }),
  /** Ended callback deliveries kept, attempts included; older ones make room, pending ones stay. Default 10,000. */
  deliveries: option({
    flag: "--deliveries <number>",
    value: wholeNumber(kept),
    default: 10_000,
    summary: "finished callback deliveries kept",
    description: "Finished callback deliveries kept, with their attempts; pending ones are always kept.",
    examples: [500],
    inProxy: true,
  }),
  /** Lets any peer use the control side that sends this in `X-Wan-Mock-Token`. */
  controlToken: option({
    heading: "Control side and journal:",
    flag: "--control-token <token>",
    value: readValue<string>({ type: "string", minLength: 1 }, (given) => given, { read: controlTokenOf }),
    summary: "let any client use the control side that sends this in X-Wan-Mock-Token",
    description: "Lets any client use the control side if it sends this token in X-Wan-Mock-Token.",
    examples: ["a-long-secret"],
    inProxy: true,
  }),
  /** Further host names under which the control side may be addressed. */
  allowHosts: option({
    flag: "--allow-host <name>",
    value: texts(),
    summary: "another host name under which the control side answers",
    description: "Further host names under which the control side may be addressed.",
    examples: [["mock.internal"]],
    inProxy: true,
  }),
  /**
   * Tasks kept. Beyond that, the oldest that have ended and been called back are dropped; live tasks never are. Default
   * 100,000.
   */
  tasks: option({
    flag: "--tasks <number>",
    value: wholeNumber(kept),
    default: 100_000,
    summary: "tasks kept; beyond that the oldest settled ones are dropped",
    description:
      "Tasks kept. Of more the oldest that have ended, are settled and called back make room; live ones stay.",
    examples: [1000],
  }),
  /** Folder that tasks, credits, callbacks, keys, clock and journal are kept in, made where there is none. Default: memory. */
  data: option({
    flag: "--data <folder>",
    value: path(),
    defaultText: "memory",
    summary: "keep the state in this folder, for the next start",
    description:
      "Folder that the state is kept in: tasks, credits, callbacks, idempotency keys, clock and journal are there again at the next start, also after a crash.",
    examples: [".wan-mock"],
  }),
  /** Redis that several mocks share their state on. Default: memory. */
  store: option({
    flag: "--store <url>",
    value: text({ schema: { type: "string", pattern: "^rediss?://" }, read: readRedisAddress }),
    defaultText: "memory",
    summary: "share the state with other mocks on this Redis or Valkey",
    description:
      "Redis or Valkey on which several mocks share one state, redis://HOST:PORT/DB. Takes the package ioredis beside wan-mock.",
    examples: ["redis://127.0.0.1:6379/0"],
  }),
  /** Processes that serve one port and share their state on `store`. Default 1. */
  workers: option({
    flag: "--workers <number>",
    value: wholeNumber({ least: 1, most: 64 }),
    default: 1,
    summary: "processes that share port and store",
    description: "Processes that share the port; they share the state of store, which they need.",
    examples: [2],
    scope: "serve",
  }),
  /** Journal entries kept; older ones make room. Default 1000. */
  journalEntries: option({
    flag: "--journal-entries <number>",
    value: wholeNumber(kept),
    default: 1000,
    summary: "journal entries kept",
    examples: [5000],
    inProxy: true,
  }),
  /** Virtual time that journal entries are kept. Default `7d`. */
  journalAge: option({
    flag: "--journal-age <duration>",
    value: textOrMilliseconds((value) => durationOf("journalAge", value)),
    default: "7d",
    summary: "virtual time that journal entries are kept",
    description: "Virtual time that journal entries are kept: a duration, or milliseconds.",
    examples: ["24h"],
    inProxy: true,
  }),
  /**
   * Folder in which this process writes what was exercised of the contract, for `wan-mock coverage`: when a mock closes,
   * every 10 s, and at the end. Default: what `WAN_MOCK_COVERAGE` says, else nothing is written.
   */
  coverage: option({
    flag: "--coverage <folder>",
    value: path(),
    summary: "folder for coverage files, which wan-mock coverage reads",
    description:
      "Folder in which each process records what it exercised of the contract, relative to this file.",
    examples: ["./coverage-wan-mock"],
    inProxy: true,
  }),
  /** Scenario files, and folders of them: YAML or JSON. Reloaded when they change. */
  scenarios: option({
    heading: "Errors on demand:",
    flag: "--scenarios <path>",
    value: paths(),
    summary: "scenario file, or folder of them, reloaded on change",
    description:
      "Scenario files, and folders of them (YAML or JSON); paths start at this file's folder. Reloaded when they change.",
    examples: [["scenarios.yaml"]],
  }),
  /**
   * Folder in which each submit and its task are recorded, a file for each; made where it does not exist. Such files are
   * for `replay`.
   */
  record: option({
    flag: "--record <folder>",
    value: path(),
    summary: "folder in which each submit and its task are recorded, for --replay",
    description:
      "Folder in which each submit and its task are recorded as a scenario file, relative to this file; for replay.",
    examples: ["./recorded"],
    inProxy: true,
  }),
  /** Whether the video of each completed task is kept beside its recording, up to 200 MB each. Default `false`. */
  recordResults: option({
    flag: "--record-results",
    value: flag(),
    default: false,
    summary: "keep the video of each completed task beside its recording",
    description: "Keeps the video of each completed task beside its recording in record, up to 200 MB each.",
    examples: [true],
    inProxy: true,
  }),
  /**
   * Recordings that are replayed, and folders of them: a submit of equal body, else one of the same model and shape, is
   * answered as it was then.
   */
  replay: option({
    flag: "--replay <path>",
    value: paths(),
    summary: "recording, or folder of them, to answer submits from",
    description:
      "Recordings, and folders of them, that submits are answered from; paths start at this file's folder.",
    examples: [["./recordings"]],
  }),
  /** Whether a submit that no recording fits is refused. Default `false`: it is answered as ever. */
  replayOnly: option({
    flag: "--replay-only",
    value: flag(),
    default: false,
    summary: "refuse submits that no recording fits",
    description: "Refuses submits that no recording of replay fits.",
    examples: [true],
  }),
  /** Probability from 0 to 1 by scenario name: `{"rate-limited": 0.05, "query/http-503": 0.01}`. */
  chaos: option({
    flag: "--chaos <name=share>",
    value: record<number, ScenarioCallText>(
      { type: "number", minimum: 0, maximum: 1 },
      {
        pair: (given) => namedItem(given, shareOfText),
        hint: "Write it as NAME=0.05, with a probability from 0 to 1.",
      },
    ),
    summary: "force a scenario at random, such as rate-limited=0.05 for 5 % of the calls",
    description:
      "Forces scenarios at random, drawn from the seed: probability from 0 to 1 by name. Those of one operation must not add up to more than 1.",
    examples: [{ "rate-limited": 0.05, "query/http-503": 0.01 }],
    isLive: true,
  }),
  /** Further contract documents: paths of YAML, JSON or Markdown files. */
  spec: option({
    heading: "What is accepted:",
    flag: "--spec <file>",
    value: paths(),
    summary: "add or replace a model by an OpenAPI document or a Markdown page",
    description:
      "Adds or replaces models by OpenAPI documents (YAML, JSON, or a Markdown page that holds one); paths start at this file's folder.",
    examples: [["wan2.6-text-to-video.md"]],
    scope: "contract",
  }),
  /** Serve the documents of `spec` alone. */
  onlySpec: option({
    flag: "--only-spec",
    value: flag(),
    default: false,
    summary: "serve only the models of --spec",
    description: "Serves the documents of `spec` alone.",
    examples: [true],
    scope: "contract",
  }),
  strict: option({
    flag: "--strict",
    value: flag(),
    default: defaultSettings.strict,
    summary: "treat every warning as an error",
    examples: [true],
    scope: "contract",
    isLive: true,
  }),
  rules: option({
    flag: "--rule <id=severity>",
    value: record<RuleSetting, RuleId>(
      { enum: ["error", "warn", "off"] },
      {
        pair: (given) => namedItem(given, severityOfText),
        hint: "Write it as RULE=error, RULE=warn or RULE=off.",
      },
    ),
    summary: "set a rule to error, warn or off",
    description: "Severity per rule, in place of the rule's own; `wan-mock rules` lists them.",
    examples: [{ "no-unknown-parameter": "error", "prompt-is-truncated": "off" }],
    scope: "contract",
    isLive: true,
  }),
  policy: option({
    flag: "--policy <rule=value>",
    value: readValue<Policy>(policySchema, policyOfText, {
      read: (policy) => readPolicy(policy, { place: "policy" }),
      isRepeatable: true,
    }),
    summary: "house rules: longest-duration=10, allowed-qualities=720p,1080p, daily-credits=500",
    description: "House rules (policy-*) for every API key that has none of its own.",
    examples: [{ longestDuration: 10, allowedQualities: ["720p"], dailyCredits: 500 }],
    scope: "contract",
    isLive: true,
  }),
  unknownModel: option({
    flag: "--unknown-model <status>",
    value: {
      ...oneOf("404", "403"),
      schema: { enum: ["404", "403", 404, 403] },
      fromFile: (status: string | number) => String(status) as ContractSettings["unknownModel"],
    },
    default: defaultSettings.unknownModel,
    summary: "answer to an unknown model",
    description: "Status of the answer to an unknown model.",
    examples: ["403"],
    scope: "contract",
    isLive: true,
  }),
  promptOptional: option({
    flag: "--prompt-optional",
    value: flag(),
    default: defaultSettings.promptOptional,
    summary: "image-to-video and video-edit need no prompt",
    description: "Lets image-to-video and video-edit do without a prompt.",
    examples: [true],
    scope: "contract",
    isLive: true,
  }),
  longPrompt: option({
    flag: "--long-prompt <reading>",
    value: oneOf("truncate", "reject"),
    default: defaultSettings.longPrompt,
    summary: "truncate an over-long prompt, or reject the request",
    examples: ["reject"],
    scope: "contract",
    isLive: true,
  }),
  /**
   * Known media: by URL or pattern, of which the first that fits holds, else by the files of a folder
   * that stand for the URLs under a prefix, of which the longest holds. Names of samples are known without.
   */
  assets: option({
    flag: "--assets <prefix=folder>",
    value: readValue<readonly (KnownAsset | AssetFolder)[]>(
      { type: "array", items: assetSchema },
      (given, before = []) => [...before, assetFolderOfText(given)],
      {
        fromVariable: (given) =>
          given
            .split(",")
            .filter((item) => item.trim() !== "")
            .map((item) => assetFolderOfText(item.trim())),
        fromFile: (list: readonly (KnownAsset | AssetFolder)[], inFolder) =>
          list.map((entry) => ("folder" in entry ? { ...entry, folder: inFolder(entry.folder) } : entry)),
        read: readAssets,
        isRepeatable: true,
      },
    ),
    summary: "local files that stand for media URLs, such as https://cdn.example.com/=./media",
    description:
      "Facts about media: by URL, where * stands for any characters and the first match wins, else by a folder whose files stand for the URLs under a prefix, where the longest prefix wins. The mock's own sample names are always known.",
    examples: [
      [
        {
          url: "https://cdn.example.com/hero*.png",
          kind: "image",
          width: 4000,
          height: 3000,
          bytes: 21_000_000,
        },
        { prefix: "https://cdn.example.com/in/", folder: "/srv/media" },
      ],
    ],
    scope: "contract",
  }),
  assetFailures: option({
    flag: "--asset-failures <reading>",
    value: oneOf("task", "request"),
    default: defaultSettings.assetFailures,
    summary: "what a broken media limit fails: the task or the request",
    description: "What a broken media limit does: fail the task, or refuse the request.",
    examples: ["request"],
    scope: "contract",
    isLive: true,
  }),
  /** Kinds of files that can be uploaded. Default `media`; `images` as the pages of the file service list them. */
  uploadTypes: option({
    heading: "Uploads:",
    flag: "--upload-types <kinds>",
    value: oneOf("media", "images"),
    default: "media",
    summary: "files that can be uploaded: images, audio and video, or images alone",
    description:
      "Kinds of files that can be uploaded: images, audio and video as the vendor's own clients send them (media), or JPEG, PNG, GIF and WebP alone as its pages list them (images).",
    examples: ["images"],
  }),
  /** Files that each API key may have uploaded at a time. Default 100, 500 for the user group `vip`. */
  uploadQuota: option({
    flag: "--upload-quota <number>",
    value: wholeNumber({ least: 0, most: 100_000 }),
    summary: "uploaded files of each key; 100 by default, 500 for the user group vip",
    description:
      "Files that each API key may have uploaded at a time. Without it 100, and 500 for the user group vip.",
    examples: [2000],
  }),
  /** Service that every call of a vendor route is passed on to: the mock is a proxy then. */
  upstream: option({
    heading: "Beside the real service:",
    flag: "--upstream <url>",
    value: text({ read: upstreamOf }),
    summary: "service that calls are passed on to, such as https://api.evolink.ai",
    description: "Service that wan-mock proxy passes calls on to: the address in front of /v1.",
    examples: ["https://api.evolink.ai"],
    scope: "proxy",
  }),
  /** Allow an upstream that is not on this machine. Default `false`. */
  yesLive: option({
    flag: "--yes-live",
    value: flag(),
    default: false,
    summary: "allow an upstream on another machine, which may charge",
    description: "Allows an upstream on another machine, which may charge.",
    examples: [true],
    scope: "proxy",
  }),
  /** A submit that the contract refuses is answered here (`refuse`, default), passed on with its findings, or not checked. */
  check: option({
    flag: "--check <mode>",
    value: oneOf("refuse", "warn", "off"),
    default: "refuse",
    summary: "refuse submits that the contract refuses, pass them on with a warning, or do not check them",
    description:
      "What happens to a submit that the contract refuses: it is refused here (refuse), passed on with its findings in a header (warn), or passed on unseen (off).",
    examples: ["warn"],
    scope: "proxy",
  }),
  /** Credits that submits may reserve: `2usd`, `30credits`. Unlimited by default. */
  budget: option({
    flag: "--budget <amount>",
    value: text({ read: budgetOf }),
    defaultText: "unlimited",
    summary: "refuse submits beyond this much, such as 2usd or 30credits",
    description: "What submits may cost: what does not fit is refused with a 402 and not sent.",
    examples: ["2usd", "30credits"],
    scope: "proxy",
  }),
  /** Whether the budget is for a run of the proxy (default) or a day (UTC). */
  budgetPer: option({
    flag: "--budget-per <period>",
    value: oneOf("run", "day"),
    default: "run",
    summary: "whether the budget is for a run of the proxy, or for a day (UTC)",
    description:
      "Whether the budget is for a run of the proxy, which a kill does not end, or for a day from midnight to midnight UTC.",
    examples: ["day"],
    scope: "proxy",
  }),
  /** File that keeps what was spent of the budget. Default `wan-mock-budget.jsonl` in the working folder. */
  budgetFile: option({
    flag: "--budget-file <file>",
    value: path(),
    default: "wan-mock-budget.jsonl",
    summary: "file that keeps what was spent of the budget",
    description: "File that keeps what was spent of the budget, for the next start.",
    examples: ["/var/lib/wan-mock/budget.jsonl"],
    scope: "proxy",
  }),
  /** Gives submits without an `Idempotency-Key` one, the same for equal bodies of a key within 24 hours. Default `false`. */
  idempotency: option({
    flag: "--idempotency",
    value: flag(),
    default: false,
    summary: "add an Idempotency-Key to submits without one, so that a retry is not paid for twice",
    description:
      "Adds an Idempotency-Key to submits without one: the same for equal bodies of an API key within 24 hours, so that a retry is not paid for twice.",
    examples: [true],
    scope: "proxy",
  }),
  /** Real time without a byte after which the upstream is given up. Default `60s`. */
  upstreamTimeout: option({
    flag: "--upstream-timeout <duration>",
    value: textOrMilliseconds((value) => upstreamTimeoutOf(value)),
    default: "60s",
    summary: "real time to wait for a silent upstream",
    description: "How long the upstream may send nothing, in real time: a duration, or milliseconds.",
    examples: ["30s", 5000],
    scope: "proxy",
  }),
};

function priceOfText(given: string): ModelPrice | undefined {
  const creditsPerSecond = numberOf(given);
  return creditsPerSecond <= 1_000_000 ? { creditsPerSecond } : undefined;
}

function shareOfText(given: string): number | undefined {
  const share = numberOf(given);
  return share <= 1 ? share : undefined;
}

function severityOfText(given: string): RuleSetting | undefined {
  return given === "error" || given === "warn" || given === "off" ? given : undefined;
}
