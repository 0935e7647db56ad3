/**
 * Names of your own that the types of this package accept beside the built-in ones. Empty until a project adds to it.
 *
 * - `scenarios`: scenarios of files
 * - `models`: models of other documents
 * - `qualities`: values of their `quality`
 *
 * @example
 * declare module "wan-mock" {
 *   interface CustomNames {
 *     scenarios: "crowded-monday" | "slow-then-fails";
 *     models: "wan2.6-text-to-video";
 *   }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- projects add the members
export interface CustomNames {}

/** Built-in names, and those of a kind that the project has added. */
export type OrCustom<BuiltIn extends string, Kind extends string> =
  | BuiltIn
  | (CustomNames extends Readonly<Record<Kind, infer Name extends string>> ? Name : never);
