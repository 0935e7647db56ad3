import type { Faker } from "@faker-js/faker";
import type { AssetOf } from "../media/media-inputs.js";
import type { ResultSound } from "../media/sound-of-inputs.js";
import type { Body } from "../rules/define-rule.js";

/** Something the body says that the service does not use, and why. */
export interface Ignored {
  readonly param: string;
  readonly why: string;
}

/** The behaviour of one model that its document states in prose alone; absent members are as for any model. */
export interface ModelTraits {
  /** The short name of the model on other platforms, as part of an id: `t2v`. */
  readonly shortForm: RegExp;
  /** A body with nothing but what the model needs; short, since a service may charge for it. */
  readonly leastBody: Readonly<Record<string, unknown>>;
  /** Newer pages call `prompt` optional. */
  readonly promptOptional?: true;
  /** The result is as long as its source unless `duration` is shorter; a submit may leave `duration` out or send 0. */
  readonly followsSource?: true;
  /** The URL of the medium whose shape a result keeps near. */
  readonly shapingUrl?: (body: Body) => unknown;
  /** Whether the result is the input clip as it is. */
  readonly returnsClip?: (body: Body, assetOf: AssetOf) => boolean;
  /** The parameter that decides the shape in place of `aspect_ratio`; `undefined` where that one decides. */
  readonly shapeDecider?: (body: Body) => string | undefined;
  /** Sound of a result of so many seconds; absent where it is always the model's own. */
  readonly sound?: (body: Body, seconds: number, assetOf: AssetOf) => ResultSound;
  /** Parameters that the service infers from the others. */
  readonly inferred?: (body: Body) => Readonly<Record<string, unknown>>;
  /** Which voice speaks for which reference; voices that none is left for are put on the list. */
  readonly voices?: (body: Body, ignored: Ignored[]) => Readonly<Record<string, string>>;
  /** Members that a body needs for a parameter's value to be accepted; `undefined` takes one away. */
  readonly beside?: (parameter: string, value: unknown) => Readonly<Record<string, unknown>>;
  /** Adds material and the model's own parameters to a drawn body that has a prompt and the shared ones. */
  readonly draw: (faker: Faker, draft: Record<string, unknown>) => void;
}
