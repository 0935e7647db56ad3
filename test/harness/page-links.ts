import { posix } from "node:path";

/** The relative links of a page: where each leads, from the folder that all pages are named from. */
export interface PageLink {
  /** As the page has it. */
  readonly link: string;
  /** The file or folder. */
  readonly path: string;
  /** The heading in it. */
  readonly anchor: string | undefined;
}

export function relativeLinks(page: string, text: string): PageLink[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^https?:/.test(link))
    .map((link) => {
      const [path = "", anchor] = link.split("#");
      return { link, path: path === "" ? page : posix.join(posix.dirname(page), path), anchor };
    });
}

/** Headings as the addresses that a Markdown page gives them. */
export function anchorsOf(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** A page without its code blocks. */
const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, "");
