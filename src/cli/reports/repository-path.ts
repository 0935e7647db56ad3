import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * A file as a service names it that shows findings beside the source: from the repository's root
 * (`GITHUB_WORKSPACE`, else the current folder), with `/` between folders; whole where it lies elsewhere.
 */
export function repositoryPath(file: string): string {
  const path = relative(resolve(process.env["GITHUB_WORKSPACE"] ?? ""), resolve(file));
  const isInside = path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (isInside ? path : resolve(file)).replaceAll(sep, "/");
}
