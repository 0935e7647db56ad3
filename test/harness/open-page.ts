import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";

/** Debian's, and what other systems call it. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const flags = [
  // Root has no sandbox, and a container little shared memory.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  // Nothing but the page is asked for.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

let browser: Promise<Browser> | undefined;

/** One browser for all tests of a file. */
function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath, args: flags });
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** What a page complained about: failed loads, scripts that threw, violations of its policy. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses that it asked for, its own the first. */
  readonly requests: readonly string[];
}

/**
 * Opens an address in a real browser, in a window of its own.
 *
 * @param options - window size, colour scheme, ...; 1280 x 800 by default
 */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await (await sharedBrowser()).newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  // A busy machine takes its time.
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("request", (request) => {
    // An icon in the page is no request to anybody.
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints, requests };
}
