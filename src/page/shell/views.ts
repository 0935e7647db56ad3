import {
  ArrowLeftRight,
  BookOpen,
  ChartNoAxesColumn,
  Coins,
  FlaskConical,
  type IconNode,
  Lightbulb,
  ListVideo,
  Scale,
  SquarePen,
  Webhook,
} from "lucide";
import type { ComponentType } from "preact";
import { reportFacts } from "../state/source.js";
import { CallbacksView } from "../views/callbacks/callbacks-view.js";
import { ComposeView } from "../views/compose/compose-view.js";
import { CoverageView } from "../views/coverage/coverage-view.js";
import { CreditsView } from "../views/credits/credits-view.js";
import { DocsView } from "../views/docs/docs-view.js";
import { HabitsView } from "../views/habits/habits-view.js";
import { RequestsView } from "../views/requests/requests-view.js";
import { RulesView } from "../views/rules/rules-view.js";
import { ScenariosView } from "../views/scenarios/scenarios-view.js";
import { TasksView } from "../views/tasks/tasks-view.js";

/** A view of the page. */
export interface View {
  /** First part of its address. */
  readonly name: string;
  readonly title: string;
  readonly icon: IconNode;
  readonly component: ComponentType;
  /** Whether it makes sense in a report, where nothing can be asked or changed. */
  readonly inReport: boolean;
}

/** All views, in the order of the navigation. */
const allViews: readonly View[] = [
  { name: "tasks", title: "Tasks", icon: ListVideo, component: TasksView, inReport: true },
  { name: "requests", title: "Requests", icon: ArrowLeftRight, component: RequestsView, inReport: true },
  { name: "callbacks", title: "Callbacks", icon: Webhook, component: CallbacksView, inReport: true },
  { name: "credits", title: "Credits", icon: Coins, component: CreditsView, inReport: true },
  { name: "habits", title: "Habits", icon: Lightbulb, component: HabitsView, inReport: true },
  { name: "coverage", title: "Coverage", icon: ChartNoAxesColumn, component: CoverageView, inReport: true },
  { name: "rules", title: "Rules", icon: Scale, component: RulesView, inReport: true },
  { name: "scenarios", title: "Scenarios", icon: FlaskConical, component: ScenariosView, inReport: false },
  { name: "compose", title: "Compose", icon: SquarePen, component: ComposeView, inReport: false },
  { name: "docs", title: "API reference", icon: BookOpen, component: DocsView, inReport: false },
];

/** The views of this page: of a report those that it has answers for. */
export const views = allViews.filter(
  ({ name, inReport }) => reportFacts === undefined || (inReport && reportFacts.views.includes(name)),
);
