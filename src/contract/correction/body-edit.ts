import { isJsonObject } from "../../text/is-json-object.js";
import { nameIn, pointerPart, wholePart } from "../../text/json-pointer.js";
import type { Body } from "../rules/define-rule.js";

/** Names and indexes from the body down to a value; empty for the body itself. */
export type Path = readonly string[];

/** One step of an edit. A renamed member keeps its place among the others. */
export type Step =
  | { readonly kind: "set"; readonly path: Path; readonly value: unknown }
  | { readonly kind: "remove"; readonly path: Path }
  | { readonly kind: "rename"; readonly path: Path; readonly name: string; readonly value: unknown };

/** A value that was set, added (no `from`) or removed (no `to`). */
export interface ValueChange {
  /** JSON pointer into the body as it is before the change. */
  readonly pointer: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * Carries out the steps of an edit on a copy; parts that no step touches are shared with the given body.
 *
 * @returns `undefined` when a step leads nowhere or changes nothing
 */
export function editBody(
  body: Body,
  steps: readonly Step[],
): { readonly body: Body; readonly changes: readonly ValueChange[] } | undefined {
  let edited = body;
  const changes: ValueChange[] = [];
  for (const step of steps) {
    const result = carryOut(edited, step);
    if (result === undefined) return undefined;
    changes.push(...changesOf(edited, step));
    edited = result as Body;
  }
  return { body: edited, changes };
}

/**
 * The path to which the pointer of a finding leads; its last member may be absent. Long names are cut in such pointers.
 *
 * @returns `undefined` where the pointer leads nowhere, or two long names begin alike
 */
export function pathOf(body: unknown, pointer: string): Path | undefined {
  const path: string[] = [];
  const parts = pointer.split("/").slice(1);
  let value = body;
  for (const [index, part] of parts.entries()) {
    if (typeof value !== "object" || value === null) return undefined;
    const name = memberOf(value, part);
    if (name === undefined && index < parts.length - 1) return undefined;
    path.push(name ?? nameIn(part));
    value = name === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[name];
  }
  return path;
}

/** The value at a path; `undefined` where there is none. */
export function valueIn(body: unknown, path: Path): unknown {
  let value = body;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** The JSON pointer of a path, with names whole. */
export function pointerOf(path: Path): string {
  return path.map((name) => `/${wholePart(name)}`).join("");
}

function memberOf(holder: object, part: string): string | undefined {
  const name = nameIn(part);
  if (Object.hasOwn(holder, name)) return name;
  const alike = Object.keys(holder).filter((key) => pointerPart(key) === part);
  return alike.length === 1 ? alike[0] : undefined;
}

function changesOf(body: Body, step: Step): ValueChange[] {
  const { path } = step;
  const pointer = pointerOf(path);
  const before = valueIn(body, path);
  const from = before === undefined ? {} : { from: before };
  if (step.kind === "set") return [{ pointer, ...from, to: step.value }];
  if (step.kind === "remove") return [{ pointer, ...from }];
  return [
    { pointer, ...from },
    { pointer: pointerOf([...path.slice(0, -1), step.name]), to: step.value },
  ];
}

/** The value with a step carried out inside it; `undefined` when the step leads nowhere or changes nothing. */
function carryOut(value: unknown, step: Step, depth = 0): unknown {
  const name = step.path[depth];
  if (name === undefined || typeof value !== "object" || value === null) return undefined;
  if (depth === step.path.length - 1) return changedHolder(value, name, step);
  if (!Object.hasOwn(value, name)) return undefined;
  const inner = carryOut((value as Readonly<Record<string, unknown>>)[name], step, depth + 1);
  return inner === undefined ? undefined : withMember(value, name, inner);
}

function changedHolder(holder: object, name: string, step: Step): object | undefined {
  const has = Object.hasOwn(holder, name);
  if (step.kind === "set") {
    const isSame = has && JSON.stringify(valueIn(holder, [name])) === JSON.stringify(step.value);
    return isSame || (Array.isArray(holder) && !has) ? undefined : withMember(holder, name, step.value);
  }
  if (!has) return undefined;
  if (Array.isArray(holder)) {
    return step.kind === "remove" ? holder.filter((_, index) => String(index) !== name) : undefined;
  }
  if (step.kind === "remove")
    return Object.fromEntries(Object.entries(holder).filter(([key]) => key !== name));
  if (Object.hasOwn(holder, step.name)) return undefined;
  return Object.fromEntries(
    Object.entries(holder).map(([key, value]) => (key === name ? [step.name, step.value] : [key, value])),
  );
}

function withMember(holder: object, name: string, value: unknown): object {
  if (Array.isArray(holder)) {
    return holder.map((item: unknown, index) => (String(index) === name ? value : item));
  }
  return isJsonObject(holder) ? { ...holder, [name]: value } : holder;
}
