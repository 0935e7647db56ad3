import { reportHtml } from "../../../adapters/page/report-html.js";
import { habitEntry } from "../../../insight/habits/habit.js";
import { habits as catalogue } from "../../../insight/habits/habit-list.js";
import { version } from "../../../text/version.js";
import { withoutSecrets } from "../../../text/without-secrets.js";
import { changeSentence, type JoinedCoverage, minimumSentence } from "./coverage-text.js";

/**
 * A coverage as a page in one file: the views of coverage and habits.
 *
 * @throws {KitError} `INPUT_UNREADABLE` where the package was not built
 */
export function coverageHtml(joined: JoinedCoverage): string {
  const { coverage, sources, notes, habits, minimum, change } = joined;
  const answers = {
    "/_mock/coverage": coverage,
    "/_mock/habits": {
      items: habits.map(({ at, ...finding }) => ({ at: new Date(at).toISOString(), ...finding })),
      next: null,
    },
    "/_mock/habits/catalogue": { items: catalogue.map(habitEntry), next: null },
    "coverage-report": {
      sources,
      notes,
      ...(minimum === undefined
        ? {}
        : { minimum: { sentence: minimumSentence(joined), reached: minimum.reached } }),
      ...(change === undefined
        ? {}
        : { change: { sentence: changeSentence(joined), lost: change.lost, won: change.won } }),
    },
  };
  return reportHtml(
    {
      title: `Contract coverage ${coverage.percent.toFixed(1)} %`,
      saved: new Date().toISOString(),
      version,
      views: ["coverage", "habits"],
      leftOut: [],
    },
    new Map(Object.entries(answers).map(([path, answer]) => [path, withoutSecrets(JSON.stringify(answer))])),
  );
}
