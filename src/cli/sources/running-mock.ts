import { readBytes } from "../../adapters/live/read-bytes.js";
import { KitError } from "../../errors/kit-error.js";
import {
  COVERAGE_FORMAT,
  COVERAGE_VERSION,
  type CoverageRecord,
  readRecord,
} from "../../insight/coverage/coverage-record.js";
import type { HabitFinding } from "../../insight/habits/habit-finding.js";
import { readFindings } from "../../insight/habits/read-findings.js";
import { controlTokenOf } from "../../options/read-options.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseUrl } from "../../text/parse-url.js";

/** Real milliseconds that a running mock has to answer. */
const PATIENCE_MS = 10_000;

/** Far more than a coverage of a hundred models has. */
const MOST_BYTES = 50_000_000;

/** A mock that runs, asked through its control side. */
export class RunningMock {
  /** Base URL, or that of a page of the control side, as the user named it. */
  readonly #name: string;
  readonly #base: string;
  readonly #token: string;

  /**
   * @param controlToken - sent with each question; empty: none
   * @throws {KitError} `INPUT_UNREADABLE` for what is no URL
   */
  constructor(name: string, controlToken = "") {
    const url = parseUrl(name);
    if (url === undefined) throw unreadable(name, "is no URL");
    const { origin, pathname, username, password, search } = url;
    if (username !== "" || password !== "")
      throw unreadable(`${origin}${pathname}`, "has a user name, which a mock does not use: leave it out");
    if (search !== "") throw unreadable(name, "has a query: leave out what follows the ?");
    this.#name = name;
    this.#base = `${origin}${pathname.replace(/\/_mock(?:\/.*)?$/, "").replace(/\/+$/, "")}`;
    this.#token = controlToken === "" ? "" : controlTokenOf(controlToken);
  }

  /** The same for however it was named. */
  get base(): string {
    return this.#base;
  }

  /**
   * The coverage of its clients, and its findings about them.
   *
   * @throws {KitError} `INPUT_UNREADABLE`
   */
  async coverage(): Promise<CoverageRecord> {
    const view = await this.#ask("/_mock/coverage");
    const { contract, items } = isJsonObject(view) ? view : {};
    if (!Array.isArray(items) || !items.every(isJsonObject))
      throw unreadable(
        this.#name,
        "is no wan-mock of this version: its answer to /_mock/coverage has no items",
      );
    const record = readRecord({
      format: COVERAGE_FORMAT,
      version: COVERAGE_VERSION,
      contract,
      items: Object.fromEntries(items.map((item) => [String(item["id"]), item["hits"]])),
      habits: await this.habits(),
    });
    if (typeof record === "string") throw unreadable(this.#name, record);
    return record;
  }

  /**
   * Findings about its clients, since the start or the last reset.
   *
   * @throws {KitError} `INPUT_UNREADABLE`
   */
  async habits(): Promise<readonly HabitFinding[]> {
    const view = await this.#ask("/_mock/habits");
    const findings = readFindings(isJsonObject(view) ? view["items"] : undefined);
    if (typeof findings === "string")
      throw unreadable(this.#name, `is no wan-mock of this version: ${findings}`);
    return findings;
  }

  /**
   * Its report of what happened so far: HTML.
   *
   * @throws {KitError} `INPUT_UNREADABLE`
   */
  async report(): Promise<string> {
    const path = "/_mock/report";
    const html = await this.#text(path);
    if (/^<!doctype html>/i.test(html)) return html;
    throw unreadable(this.#name, `is no wan-mock of this version: its answer to ${path} is no page`);
  }

  async #ask(path: string): Promise<unknown> {
    const text = await this.#text(path);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw unreadable(this.#name, `is no wan-mock of this version: its answer to ${path} is no JSON`, error);
    }
  }

  async #text(path: string): Promise<string> {
    const { status, text } = await this.#get(`${this.#base}${path}`).catch((error: unknown) => {
      if (error instanceof KitError) throw error;
      throw unreadable(this.#name, `cannot be reached: ${whyNoAnswer(error)}`, error);
    });
    if (status === 401 || status === 403)
      throw unreadable(
        this.#name,
        "refused the request: give its --control-token, or run this on its machine",
      );
    if (status !== 200)
      throw unreadable(this.#name, `is no wan-mock of this version: it answered ${status} to ${path}`);
    return text;
  }

  async #get(url: string): Promise<{ status: number; text: string }> {
    const response = await fetch(url, {
      headers: this.#token === "" ? {} : { "x-wan-mock-token": this.#token },
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "error",
    });
    const bytes = await readBytes(response, MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES)
      throw unreadable(this.#name, `is no wan-mock: its answer has more than ${MOST_BYTES} bytes`);
    return { status: response.status, text: new TextDecoder().decode(bytes) };
  }
}

function whyNoAnswer(error: unknown): string {
  if (error instanceof DOMException) return `no answer within ${PATIENCE_MS / 1000} s`;
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return cause?.code === "ECONNREFUSED"
    ? 'nothing listens there; start one with "wan-mock", or name its URL or coverage files'
    : (cause?.code ?? cause?.message ?? String(error));
}

/** The fault of a source, as a sentence that begins with its name. */
export function unreadable(name: string, why: string, cause?: unknown): KitError {
  return new KitError("INPUT_UNREADABLE", `${name} ${why}`, { cause });
}
