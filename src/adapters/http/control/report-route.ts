import { setImmediate } from "../../../ports/real-timers.js";
import { isJsonObject, type JsonObject } from "../../../text/is-json-object.js";
import { plural } from "../../../text/plural.js";
import { version } from "../../../text/version.js";
import { withoutSecrets } from "../../../text/without-secrets.js";
import { reportHtml } from "../../page/report-html.js";
import { controlErrorOf } from "./control-error.js";
import { type ControlRoutes, OtherAnswer } from "./control-request.js";
import { type LocalAnswers, localAnswers } from "./local-answers.js";

/** Bytes of the answers in a report: a browser opens that at once, and mail takes it. */
const MOST_BYTES = 20_000_000;

/** Journal entries of a report; of tasks, callbacks and accounts there is one page. */
const MOST_ENTRIES = 2000;

/** Answers that are small, or bounded by their route, in whole. */
const WHOLE = [
  "/_mock/health",
  "/_mock/clock",
  "/_mock/coverage",
  "/_mock/habits",
  "/_mock/habits/catalogue",
  "/_mock/rules",
];

/** `/_mock/report`: the page with what happened so far, as a file. */
export function reportRoute(routes: () => ControlRoutes): ControlRoutes {
  return {
    "/_mock/report": {
      GET: async () => {
        const html = await reportOfRun(routes());
        const contentType = "text/html; charset=utf-8";
        return new OtherAnswer(contentType, (_request, response) => {
          response.writeHead(200, {
            "content-type": contentType,
            "content-disposition": 'attachment; filename="wan-mock-report.html"',
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
          });
          response.end(html);
        });
      },
    },
  };
}

/**
 * A run as one HTML file: tasks, requests, callbacks, credits, habits and coverage as the page shows them. Videos are not
 * in it, and secrets in URLs are taken out.
 *
 * @throws {KitError} `INPUT_UNREADABLE` where the package was not built
 */
export async function reportOfRun(routes: ControlRoutes): Promise<string> {
  const kept = new KeptAnswers(localAnswers(routes));
  const [health] = await Promise.all(WHOLE.map((path) => kept.keep(path)));
  await kept.keep("/_mock/scenarios", withoutFiles);
  const accounts = await kept.list("/_mock/accounts?limit=1000", "first", "accounts");
  const tasks = await kept.list("/_mock/tasks?view=summary&limit=1000&order=newest", "newest", "tasks");
  const callbacks = await kept.list("/_mock/callbacks?limit=1000", "newest", "callbacks");
  const submits = (await keepJournal(kept)).filter(
    ({ kind, method }) => kind === "request" && method === "POST",
  );
  await kept.details("task", tasks, ({ id }) => `/_mock/tasks/${String(id)}`);
  await kept.details("callback", callbacks, ({ id }) => `/_mock/callbacks/${String(id)}`);
  await kept.details("submit", submits, ({ sequence }) => `/_mock/journal/${String(sequence)}`);
  // The ledger of one key may be longer than all of the others.
  await kept.details("account", accounts, ({ key }) => `/_mock/accounts/${String(key)}`);
  const seed = health?.["seed"];
  return reportHtml(
    {
      title: "Report of a run",
      saved: new Date().toISOString(),
      version,
      ...(typeof seed === "number" ? { seed } : {}),
      views: ["tasks", "requests", "callbacks", "credits", "habits", "coverage", "rules"],
      leftOut: kept.leftOut,
    },
    kept.answers,
  );
}

/** The newest entries, page by page, under the addresses by which the page asks for them. */
async function keepJournal(kept: KeptAnswers): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  let before = "";
  for (;;) {
    const path = `/_mock/journal?limit=1000${before}`;
    const page = await kept.ask(path);
    const { next } = page ?? {};
    const items = (page?.["items"] ?? []) as JsonObject[];
    const isLast = next === null || rows.length + items.length >= MOST_ENTRIES;
    const isKept = kept.add(path, { ...page, next: isLast ? null : next });
    if (isKept) rows.push(...items);
    else if (before === "") kept.add(path, { items: [], next: null });
    if ((isLast && next !== null) || !isKept)
      kept.leftOut.push(`Only the newest ${rows.length} journal entries are shown`);
    if (isLast || !isKept) return rows;
    before = `&before=${next as number}`;
  }
}

/** The names of files, with their folders, are those of a machine. */
function withoutFiles(answer: JsonObject): JsonObject {
  const items = answer["items"] as readonly JsonObject[];
  return { ...answer, items: items.map(({ source: _file, ...scenario }) => scenario) };
}

/** Answers by path, as JSON, within bounds. */
class KeptAnswers {
  readonly answers = new Map<string, string>();
  readonly leftOut: string[] = [];
  #bytesLeft = MOST_BYTES;

  constructor(private readonly local: LocalAnswers) {}

  /** An answer; `undefined` for what is not there any more. Calls of clients are served between two of them. */
  async ask(path: string): Promise<JsonObject | undefined> {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const answer = await this.local(path);
      return isJsonObject(answer) ? answer : undefined;
    } catch (error) {
      if (controlErrorOf(error) === undefined) throw error;
      return undefined;
    }
  }

  /** @returns false where there is no room for it */
  add(path: string, answer: JsonObject): boolean {
    const text = withoutSecrets(JSON.stringify(answer));
    const bytes = Buffer.byteLength(text) + path.length;
    if (bytes > this.#bytesLeft) return false;
    this.#bytesLeft -= bytes;
    this.answers.set(path, text);
    return true;
  }

  async keep(path: string, change = (answer: JsonObject) => answer): Promise<JsonObject | undefined> {
    const answer = await this.ask(path);
    if (answer !== undefined) this.add(path, change(answer));
    return answer;
  }

  /**
   * Keeps the first page of a list as if it were all.
   *
   * @param which - the items that it has, as a sentence says it
   */
  async list(path: string, which: "first" | "newest", what: string): Promise<JsonObject[]> {
    const page = await this.ask(path);
    const items = (page?.["items"] ?? []) as JsonObject[];
    if (!this.add(path, { ...page, items, next: null })) {
      this.add(path, { items: [], next: null });
      this.leftOut.push(`There is no room for the ${what}`);
      return [];
    }
    if (page?.["next"] != null) this.leftOut.push(`Only the ${which} ${items.length} ${what} are shown`);
    return items;
  }

  /** Keeps what there is to say about each row, for as long as there is room. */
  async details(
    what: string,
    rows: readonly JsonObject[],
    pathOf: (row: JsonObject) => string,
  ): Promise<void> {
    let missing = 0;
    for (const row of rows) {
      const path = pathOf(row);
      const answer = await this.ask(path);
      if (answer !== undefined && !this.add(path, answer)) missing++;
    }
    if (missing > 0) this.leftOut.push(`There was no room for the details of ${plural(missing, what)}`);
  }
}
