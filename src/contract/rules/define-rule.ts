import type { DuplicateKey } from "../../text/duplicate-keys.js";
import type { Severity, Source } from "../finding.js";
import { allModels, type WanModel } from "../models/model-ids.js";
import type { Policy, Spending } from "../policy.js";
import type { ContractSettings } from "../settings.js";

/**
 * A request body as rules see it: after truncation, and with every parameter that the rule reads
 * already of the type the document states (a rule is skipped when the schema complains about one of them).
 */
export interface Body {
  readonly model?: string;
  readonly prompt?: string;
  readonly negative_prompt?: string;
  readonly generation_mode?: string;
  readonly image_start?: string;
  readonly image_end?: string;
  readonly image_urls?: readonly string[];
  readonly video_urls?: readonly string[];
  readonly audio_urls?: readonly string[];
  readonly model_params?: { readonly voice_bindings?: Readonly<Record<string, string>> };
  readonly keep_original_sound?: boolean;
  readonly quality?: string;
  readonly aspect_ratio?: string;
  readonly duration?: number;
  readonly seed?: number;
  readonly prompt_extend?: boolean;
  readonly callback_url?: string;
  readonly [parameter: string]: unknown;
}

/** Kinds of media that parameters take. */
export type MediaKind = "image" | "video" | "audio";

/** Facts about the media behind a URL; absent members are unknown. */
export interface Asset {
  readonly kind?: MediaKind;
  /** `jpeg`, `png`, `webp`, `bmp`, `mp4`, `mov`, `wav`, `mp3`, or what else the file is, in lower case. */
  readonly format?: string;
  /** Pixels of an image or video as it is shown. */
  readonly width?: number;
  /** Pixels of an image or video as it is shown. */
  readonly height?: number;
  /** Seconds of a video or audio. */
  readonly seconds?: number;
  /** Bytes of the file. */
  readonly bytes?: number;
  /** Whether an image may have places that are not opaque: it has an alpha channel or a transparent colour. */
  readonly hasTransparency?: boolean;
  /** Whether a video has an audio track. */
  readonly hasSound?: boolean;
}

/** A media URL of a body. */
export interface MediaUrl {
  readonly url: string;
  /** The kind of file that belongs there, whatever the URL leads to. */
  readonly kind: MediaKind;
  /** JSON pointer into the body. */
  readonly at: string;
  /** The place as a sentence names it: `image_urls[0]`. */
  readonly param: string;
}

/** A media URL of a body, and facts about the file behind it. */
export interface KnownMedia extends MediaUrl {
  readonly asset: Asset;
}

/** Everything a rule may look at. */
export interface RuleInput {
  /** The body after truncation. */
  readonly body: Body;
  /** The body as sent. */
  readonly sent: Body;
  readonly model: string;
  /** Keys that the JSON text repeats, in text order; empty when only a parsed body is known. */
  readonly duplicates: readonly DuplicateKey[];
  /** Parameters of this model, in the document's order. */
  readonly parameters: ReadonlySet<string>;
  /** Members of `model_params` that the document states; empty where it has none, or leaves them open. */
  readonly modelParams: ReadonlySet<string>;
  /** The fate of a parameter that the document does not state. */
  readonly others: "ignored" | "taken" | "refused";
  /** Models that have a parameter of this name (over all documents), for a parameter that is not this model's. */
  readonly modelsWith: (parameter: string) => readonly string[];
  /** Looks up facts about a media URL; `undefined` when none are known. */
  readonly assetOf: (url: string) => Asset | undefined;
  /** The media that the service would use and of which something is known, in the order of the parameters. */
  readonly media: readonly KnownMedia[];
  readonly settings: ContractSettings;
  /** Policy rules that hold for the API key; empty unless somebody set them. */
  readonly policy: Policy;
  /** The documented default of a parameter. */
  readonly defaultOf: (parameter: string) => unknown;
  /** Credits of the API key's day; absent where no key is known. */
  readonly spending: (() => Spending) | undefined;
}

/** One complaint of a rule, before it becomes a finding. */
export interface Complaint<Message extends string = string> {
  /** JSON pointer into the body. */
  readonly at: string;
  /** Key into `meta.messages`. */
  readonly message: Message;
  /** Values for the `{placeholders}` of the message, already fit to be shown. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** Lower or higher than the rule's own severity, for this complaint alone. */
  readonly severity?: Severity;
  /** Close names, for a misspelt one. */
  readonly suggestions?: readonly string[];
}

/** An example of a rule: a whole body, or the JSON text where the text itself matters. */
export interface RuleExample {
  /** Body, or raw JSON text. */
  readonly body: Readonly<Record<string, unknown>> | string;
  /** Other rules that this example cannot help breaking (schema findings as `schema/KEYWORD`). */
  readonly alsoBreaks?: readonly string[];
  /** Facts about the media named in the body, by URL. */
  readonly assets?: Readonly<Record<string, Asset>>;
  /** Policy rules that are set. */
  readonly policy?: Policy;
  /** Credits of the API key's day. */
  readonly spending?: Spending;
}

/** How a task fails whose media break a rule: data of the vendor's task errors. */
export interface TaskFailure {
  readonly code: "invalid_parameters" | "image_processing_error";
  /** In the style of the error page's examples: the limit, no parameter and no value. */
  readonly message: string;
}

export interface RuleMeta<Message extends string = string> {
  /** One imperative sentence in our words: what is refused or reported. */
  readonly summary: string;
  readonly source: Source;
  /** Model ids that the rule holds for. */
  readonly models: readonly WanModel[];
  /** Holds for the models of other documents too: what it says is no matter of one model. */
  readonly everyModel?: true;
  /** A policy rule, of whoever runs the mock: silent until the policy sets it, and held for models of other documents too. */
  readonly policy?: true;
  readonly severity: Severity;
  /** For what shows only when media are looked at: the request passes and the task fails so (setting `assetFailures`). */
  readonly failure?: TaskFailure;
  /** Body parameters that `check` reads; the rule is skipped when the schema complains about one of them. */
  readonly parameters: readonly (keyof Body & string)[];
  /** Sentences by key; `{name}` is filled from the complaint's data. */
  readonly messages: Readonly<Record<Message, string>>;
  readonly examples: {
    readonly accepts: readonly RuleExample[];
    readonly refuses: readonly RuleExample[];
  };
}

/** One sentence of the vendor's prose, as data plus a pure check. */
export interface Rule<Message extends string = string, Id extends string = string> {
  /** Kebab-case, says what is required, or `no-...` for what is forbidden. Public. */
  readonly id: Id;
  readonly meta: RuleMeta<Message>;
  /** Pure and synchronous; never throws; returns `noComplaints` when all is well. */
  readonly check: (input: RuleInput) => readonly Complaint<Message>[];
}

/** A rule complains this often at most: where the body decides the count, nobody reads the hundredth. */
export const MOST_COMPLAINTS = 20;

/** The empty answer, shared so that a clean check allocates nothing. */
export const noComplaints: readonly never[] = Object.freeze([]);

/** The schema of the body in the document of each model. */
const bodySchemas: Readonly<Record<WanModel, string>> = {
  "wan2.7-text-to-video": "Wan27TextToVideoRequest",
  "wan2.7-image-to-video": "Wan27ImageToVideoRequest",
  "wan2.7-reference-video": "Wan27ReferenceVideoRequest",
  "wan2.7-video-edit": "Wan27VideoEditRequest",
};

/** The place of a parameter's description in the document of a model; more names lead into the parameter. */
export function descriptionOf(model: WanModel, ...parameter: readonly string[]): Source {
  const path = parameter.map((name) => `/properties/${name}`).join("");
  return { page: model, at: `/components/schemas/${bodySchemas[model]}${path}/description` };
}

/** A rule as its file states it. */
interface RuleDefinition<Message extends string, Id extends string>
  extends Omit<RuleMeta<Message>, "models" | "severity" | "examples"> {
  readonly id: Id;
  /** Default: all for a rule of every model and one of a policy, else the one whose document is the source. */
  readonly models?: readonly WanModel[];
  /** Default: `error`. */
  readonly severity?: Severity;
  /** Made when somebody reads them, which a start does not. */
  readonly accepts: () => readonly RuleExample[];
  readonly refuses: () => readonly RuleExample[];
  readonly check: Rule<Message>["check"];
}

/** Makes a rule: a message key that `messages` lacks does not compile. */
export function defineRule<const Message extends string, const Id extends string>({
  id,
  accepts,
  refuses,
  check,
  ...about
}: RuleDefinition<Message, Id>): Rule<Message, Id> {
  const isForAll = about.everyModel === true || about.policy === true;
  const meta = {
    models: isForAll ? allModels : [about.source.page as WanModel],
    severity: "error" as const,
    ...about,
    get examples() {
      return { accepts: accepts(), refuses: refuses() };
    },
  };
  return { id, meta, check };
}

/** A complaint's sentence with its placeholders filled. */
export function sentenceOf(rule: Rule, complaint: Complaint): string {
  const template = rule.meta.messages[complaint.message];
  if (template === undefined) throw new Error(`rule ${rule.id} has no message "${complaint.message}"`);
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(complaint.data?.[name] ?? `{${name}}`),
  );
}

type Members = Readonly<Record<string, unknown>>;
type BesideBody = Omit<RuleExample, "body">;

/** Members of a body that decide which media a model works on. */
const material = ["image_start", "image_end", "image_urls", "video_urls"];

/** A URL on the host of the examples. */
export const cdn = (file: string): string => `https://cdn.example.com/${file}`;

/** How long a file of an example lasts. */
export function lasting(kind: "audio" | "video", file: string, seconds: number): Pick<RuleExample, "assets"> {
  return { assets: { [cdn(file)]: { kind, seconds } } };
}

/** The least valid example of each model, with `members` over it. */
export const textToVideo = exampleOf("wan2.7-text-to-video", "A heron lands on a jetty", {});
export const imageToVideo = exampleOf("wan2.7-image-to-video", "The kite climbs", {
  image_start: cdn("kite.jpg"),
});
export const referenceVideo = exampleOf("wan2.7-reference-video", "A duet on a pier", {
  image_urls: [cdn("keeper.jpg"), cdn("lantern.png")],
});
export const videoEdit = exampleOf("wan2.7-video-edit", "Repaint it in charcoal", {
  video_urls: [cdn("source.mp4")],
});

/** An example of reference-video that binds voices to its references. */
export function voiced(voice_bindings: Members, members: Members = {}, beside: BesideBody = {}): RuleExample {
  return referenceVideo({ ...members, model_params: { voice_bindings } }, beside);
}

/** An example with a callback URL. */
export function calledBack(callback_url: string, beside: BesideBody = {}): RuleExample {
  return textToVideo({ prompt: "A harbour at dawn", callback_url }, beside);
}

/**
 * Makes the examples of a model. Material among the members takes the place of the least material altogether; a
 * member of `undefined` is left out of the body.
 */
function exampleOf(model: WanModel, prompt: string, leastMaterial: Members) {
  return (members: Members = {}, beside: BesideBody = {}): RuleExample => {
    const isGiven = material.some((name) => Object.hasOwn(members, name));
    const all: Members = { model, prompt, ...(isGiven ? {} : leastMaterial), ...members };
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    return { body: Object.fromEntries(given), ...beside };
  };
}
