import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * A file as a service names it that shows findings beside the source: from the repository's root, with `/` between
 * folders; whole where it lies elsewhere.
 *
 * @param repository - its root, `GITHUB_WORKSPACE`; the current folder by default
 */
export function repositoryPath(file: string, repository = ""): string {
  const path = relative(resolve(repository), resolve(file));
  const isInside = path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (isInside ? path : resolve(file)).replaceAll(sep, "/");
}
