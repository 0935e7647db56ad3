import type { TaskRecord } from "../../simulation/task.js";

/** The members of a record that change after the submit. */
type CourseMember = "scenario" | "queries" | "progress" | "charged" | "calledBack" | "ended";

/** What has become of a task since its submit. */
type TaskCourse = Pick<TaskRecord, CourseMember>;
/** What a task was made with. */
type TaskTerms = Omit<TaskRecord, "id" | CourseMember>;

/** Terms as they are written down: with the number of the task among all, as places that keep it may have no order. */
export type WrittenTask = TaskTerms & { readonly number: number };
/** A course as it is written down: with the number of the task among those that are settled, 0 where it is not. */
export type WrittenCourse = TaskCourse & { readonly number: number };

/** With every member named: one that is added to a record cannot be forgotten here. */
type Whole<Members> = { readonly [Member in keyof Members]-?: Members[Member] | undefined };

/**
 * The terms of a task, to be written down. Written out, as is the course: every task comes by here, and copies of objects
 * take several times as long.
 */
export function writtenTask(task: TaskRecord, number: number): WrittenTask {
  return {
    number,
    account: task.account,
    model: task.model,
    createdAt: task.createdAt,
    plan: task.plan,
    outcome: task.outcome,
    result: task.result,
    billing: task.billing,
    request: task.request,
    callbackUrl: task.callbackUrl,
    callbackTarget: task.callbackTarget,
    assets: task.assets,
    linkBase: task.linkBase,
  } satisfies Whole<WrittenTask>;
}

export function writtenCourse(task: TaskRecord, number: number): WrittenCourse {
  return {
    number,
    scenario: task.scenario,
    queries: task.queries,
    progress: task.progress,
    charged: task.charged,
    calledBack: task.calledBack,
    ended: task.ended,
  } satisfies Whole<WrittenCourse>;
}

/** Whether anything has become of a task yet. */
export function hasCourse(task: TaskRecord): boolean {
  return courseMembers.some((member) => task[member] !== undefined);
}

export function hasSameTerms(one: TaskRecord, other: TaskRecord): boolean {
  return termsMembers.every((member) => one[member] === other[member]);
}

/** A record of these terms, and of the course of the one before. */
export function withTerms(id: string, terms: TaskTerms, before: TaskRecord | undefined): TaskRecord {
  return { id, ...terms, ...(before && membersOf(before, courseMembers)) };
}

/** A record of the terms of that one, and of this course. */
export function withCourse(before: TaskRecord, course: TaskCourse): TaskRecord {
  return { ...(hasCourse(before) ? membersOf(before, ["id", ...termsMembers]) : before), ...course };
}

function membersOf<Member extends keyof TaskRecord>(
  task: TaskRecord,
  members: readonly Member[],
): Pick<TaskRecord, Member> {
  return Object.fromEntries(members.map((member) => [member, task[member]])) as Pick<TaskRecord, Member>;
}

const none = {} as TaskRecord;
const { number: _made, ...terms } = writtenTask(none, 0);
const { number: _settled, ...course } = writtenCourse(none, 0);
const termsMembers = Object.keys(terms) as (keyof TaskTerms)[];
const courseMembers = Object.keys(course) as CourseMember[];
