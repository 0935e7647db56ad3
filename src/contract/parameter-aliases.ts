import { bareName } from "./parameter-names.js";

/** The meaning here of a name of another video API. */
export type ParameterAlias =
  /** Our parameters of that meaning, the likeliest first; no model need have all of them. */
  | { readonly kind: "parameters"; readonly names: readonly string[] }
  /** Other APIs wrap parameters in it. */
  | { readonly kind: "wrapper" }
  /** No model here has anything of the kind. */
  | { readonly kind: "nothing" };

/**
 * Names in other video APIs (Wan at Alibaba Cloud, Kling, Seedance, Hailuo, Luma, Runway, Sora, Veo, and the platforms
 * that resell them), by our parameters. Capitals and underscores do not count.
 */
const byParameters: readonly (readonly [parameters: string, aliases: string])[] = [
  [
    "prompt",
    "text text_prompt prompt_text user_prompt positive_prompt description caption instruction instructions",
  ],
  ["negative_prompt", "negative negative_text neg_prompt prompt_negative"],
  ["aspect_ratio", "ratio aspect video_ratio output_ratio orientation"],
  ["quality", "resolution video_resolution output_resolution video_quality definition"],
  ["quality aspect_ratio", "size video_size frame_size image_size dimensions width height"],
  [
    "duration",
    "seconds length num_seconds n_seconds video_length video_seconds frames num_frames n_frames total_frames",
  ],
  ["generation_mode", "mode task_type generation_type video_mode"],
  ["seed", "random_seed noise_seed rand_seed"],
  [
    "prompt_extend",
    "enhance_prompt prompt_enhance prompt_enhancement prompt_enhancer enhance prompt_optimizer prompt_optimization optimize_prompt prompt_expansion expand_prompt enable_prompt_expansion prompt_upsampling prompt_upsampler prompt_rewrite rewrite_prompt extend_prompt magic_prompt improve_prompt",
  ],
  [
    "callback_url",
    "webhook webhook_url webhook_uri webhook_endpoint notify_url notification_url notify_hook callback callback_uri hook_url",
  ],
  [
    "image_start image_urls",
    "first_frame first_frame_url first_frame_image first_frame_image_url first_image first_image_url start_frame start_frame_url start_image start_image_url init_image image_head",
  ],
  [
    "image_start image_urls",
    "image image_url image_uri image_id img img_url img_uri input_image input_image_url input_reference prompt_image image_prompt source_image image_file image_base64",
  ],
  [
    "image_end",
    "last_frame last_frame_url last_frame_image last_frame_image_url last_image last_image_url end_frame end_frame_url end_image end_image_url image_tail tail_image tail_image_url tail_frame final_frame",
  ],
  [
    "image_urls image_start",
    "images image_list img_urls reference_image reference_image_url reference_image_urls reference_images ref_image ref_images ref_image_url ref_image_urls ref_images_url reference_urls references subject_reference input_images input_references",
  ],
  [
    "video_urls",
    "video video_url video_uri video_list videos input_video input_video_url source_video source_video_url reference_video reference_video_url reference_video_urls reference_videos ref_video ref_videos",
  ],
  [
    "audio_urls",
    "audio audio_url audio_uri audio_file audios input_audio driving_audio sound_url music_url bgm_url",
  ],
  ["model_params", "voice voice_id voice_ids voice_list voices voice_url voice_urls reference_voice"],
  [
    "keep_original_sound",
    "keep_audio keep_sound keep_original_audio preserve_audio original_audio audio_setting",
  ],
];

const wrappers = "input inputs parameters arguments payload options config extra_body";

const nothings =
  "n count quantity num_videos num_outputs sample_count batch_size fps frame_rate frames_per_second watermark add_watermark aigc_watermark logo_add generate_audio enable_audio with_audio sound speed style loop motion motion_mode camera_control camera_fixed shot_type multi_shots cfg cfg_scale guidance guidance_scale steps num_inference_steps strength template enable_safety_checker safety_tolerance person_generation return_last_frame service_tier user stream metadata response_format output_format external_task_id";

/** Media are strings or lists of them; `audio: true` asks for a sound track. */
const MEDIA = /^(?:image|video|audio)_/;

let known: ReadonlyMap<string, ParameterAlias> | undefined;

/**
 * Looks up a name of another video API.
 *
 * @param value - what was sent under it
 * @returns `undefined` for a name that is of none
 */
export function parameterAlias(name: string, value: unknown): ParameterAlias | undefined {
  known ??= table();
  const alias = known.get(bareName(name));
  if (alias?.kind === "wrapper") return typeof value === "object" && value !== null ? alias : undefined;
  if (alias?.kind !== "parameters" || typeof value !== "boolean") return alias;
  return alias.names.some((parameter) => MEDIA.test(parameter)) ? { kind: "nothing" } : alias;
}

/** Made when it is first asked for: a client that spells its parameters well never does. */
function table(): ReadonlyMap<string, ParameterAlias> {
  const made = new Map<string, ParameterAlias>();
  const add = (names: string, alias: ParameterAlias): void => {
    for (const name of names.split(" ")) made.set(bareName(name), alias);
  };
  for (const [parameters, aliases] of byParameters) {
    const names = parameters.split(" ");
    add(aliases, { kind: "parameters", names });
    // Where a model lacks it, `imageStart` is still known to be one of ours.
    for (const name of names) add(name, { kind: "parameters", names: [name] });
  }
  add(wrappers, { kind: "wrapper" });
  add(nothings, { kind: "nothing" });
  return made;
}
