import { errorRows } from "./error-rows.js";
import type { Operation, Reference } from "./reference.js";

/** A line of the contents. */
export interface ContentsEntry {
  /** The parts of its address behind `#/docs`. */
  readonly at: readonly string[];
  readonly title: string;
  /** What stands in front of it: a method, a model. */
  readonly mark: string;
  /** Whether it is shown only when it is searched for. */
  readonly isHidden: boolean;
  /** Words that it is found by. */
  readonly text: string;
}

/** Some lines under a heading. */
export interface ContentsGroup {
  readonly title: string;
  readonly entries: readonly ContentsEntry[];
}

/** The contents of the reference, or of them what a search finds. */
export function contentsOf(
  { models, operations }: Reference,
  control: readonly Operation[],
  search: string,
): ContentsGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups: ContentsGroup[] = [
    {
      title: "Start",
      entries: [
        entry([], "Overview"),
        entry(["errors"], "Errors", "", "codes failures"),
        entry(["callbacks"], "Callbacks", "", "webhook retries delivery"),
      ],
    },
    {
      title: "Models",
      entries: models.flatMap(({ id, description, parameters }) => [
        entry(["models", id], id, "", description),
        ...parameters.map(({ name, schema }) =>
          hidden(
            ["models", id, name],
            name,
            id.replace(/^wan2\.7-/, ""),
            `${id} ${schema.description ?? ""}`,
          ),
        ),
      ]),
    },
    ...[...new Set(operations.map(({ tag }) => tag))].map((tag) => ({
      title: tag,
      entries: operations.filter((operation) => operation.tag === tag).map(ofOperation),
    })),
    {
      title: "Error codes",
      entries: errorRows(operations)
        .filter((row, at, all) => all.findIndex(({ code }) => code === row.code) === at)
        .map(({ code, status, message }) => hidden(["errors", code], code, status, message)),
    },
    {
      title: "Mock",
      entries: [
        entry(["control"], "Control side", "", "clock reset"),
        ...control.map(({ path, method, summary }) => hidden(["control"], path, method, summary)),
      ],
    },
  ];
  return groups
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ isHidden, text }) =>
        words.length === 0 ? !isHidden : words.every((word) => text.includes(word)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
}

function ofOperation({ id, method, path, summary, description }: Operation): ContentsEntry {
  return entry(["calls", id], summary, method, `${path} ${description}`);
}

function entry(at: readonly string[], title: string, mark = "", further = ""): ContentsEntry {
  return { at, title, mark, isHidden: false, text: `${title} ${mark} ${further}`.toLowerCase() };
}

function hidden(at: readonly string[], title: string, mark: string, further: string): ContentsEntry {
  return { ...entry(at, title, mark, further), isHidden: true };
}
