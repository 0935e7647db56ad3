/** What a page may load and run; everything else is blocked by the browser. */
export interface PagePolicy {
  readonly script: string;
  readonly style: string;
  /** Sources of `fetch` and event streams. */
  readonly connect: string;
  /** Sources of videos. */
  readonly media: string;
}

/** A `Content-Security-Policy`. The page has no inline script, no inline style, no frame, and sends no form. */
export function contentSecurityPolicy({ script, style, connect, media }: PagePolicy): string {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    `connect-src ${connect}`,
    `media-src ${media}`,
    // Beside another source 'none' says nothing, and browsers warn of it.
    `img-src ${media === "'none'" ? "" : `${media} `}data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The policy of the page as the mock serves it. `frame-ancestors` counts in a header alone. */
export const servedPolicy = `${contentSecurityPolicy({ script: "'self'", style: "'self'", connect: "'self'", media: "'self'" })}; frame-ancestors 'none'`;

/** A frame of the mock's picture, as the browser's tab shows it. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%235b5bd6'/%3E%3Cpath d='M12 9.5v13l11-6.5z' fill='%23fff'/%3E%3C/svg%3E";

/** The parts of the page's HTML that differ between the page as served and one in a file. */
export interface PageHtml {
  /** HTML, as all of these. */
  readonly title: string;
  /** Elements of the head that bring the style, and a policy where no header does. */
  readonly head: string;
  /** Elements behind the body that bring the script. */
  readonly scripts: string;
  /** The sentence for browsers without scripts. */
  readonly withoutScript: string;
}

/** The HTML of the page; the script fills it. */
export function pageHtml({ title, head, scripts, withoutScript }: PageHtml): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${ICON}">
${head}
</head>
<body>
<div id="page"></div>
<noscript>${withoutScript}</noscript>
${scripts}
</body>
</html>
`;
}
