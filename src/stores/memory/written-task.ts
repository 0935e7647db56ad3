import type { TaskRecord } from "../../simulation/task.js";

/** The members of a record that change after the submit. */
type CourseMember = "scenario" | "queries" | "progress" | "charged" | "calledBack" | "ended";

/** What has become of a task since its submit. */
type TaskCourse = Pick<TaskRecord, CourseMember>;
/** What a task was made with. */
type TaskTerms = Omit<TaskRecord, "id" | CourseMember>;

/** A course as it is written down: with the number of the task among those that are settled, 0 where it is not. */
export type WrittenCourse = TaskCourse & { readonly number: number };
/**
 * A task as it is written down: with its number among all, as places that keep it may have no order, and with its course
 * up to then, if it has one.
 */
export type WrittenTask = TaskTerms & {
  readonly number: number;
  readonly course?: WrittenCourse | undefined;
};

/** With every member named: one that is added to a record cannot be forgotten here. */
type Whole<Members> = { readonly [Member in keyof Members]-?: Members[Member] | undefined };

/**
 * Written out, as is the course: every task comes by here, and copies of objects take several times as long.
 *
 * @param course - as `writtenCourse` has it
 */
export function writtenTask(task: TaskRecord, number: number, course?: WrittenCourse): WrittenTask {
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
    course,
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

/** The record of that course in place of the one before. */
export function withCourse(before: TaskRecord, course: TaskCourse): TaskRecord {
  return { ...(hasCourse(before) ? termsIn(before) : before), ...course };
}

function termsIn(task: TaskRecord): Pick<TaskRecord, "id" | keyof TaskTerms> {
  const members = (["id", ...termsMembers] as const).map((member) => [member, task[member]]);
  return Object.fromEntries(members) as ReturnType<typeof termsIn>;
}

const none = {} as TaskRecord;
const { number: _made, course: _none, ...terms } = writtenTask(none, 0);
const { number: _settled, ...course } = writtenCourse(none, 0);
const termsMembers = Object.keys(terms) as (keyof TaskTerms)[];
const courseMembers = Object.keys(course) as CourseMember[];
