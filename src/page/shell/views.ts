import { type IconNode, ListVideo } from "lucide";
import type { ComponentType } from "preact";
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
export const views: readonly View[] = [
  { name: "tasks", title: "Tasks", icon: ListVideo, component: TasksView, inReport: true },
];
