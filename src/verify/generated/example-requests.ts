// Generated from openapi/ and fixtures/ by "npm run generate". Do not edit.
import type { ExampleRequest } from "../verify-case.js";

/** The requests that the documents show. */
export const documentedRequests: readonly ExampleRequest[] = [
  {
    "model": "wan2.7-text-to-video",
    "name": "single_shot",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A paper boat drifts down a flooded cobblestone lane at dusk, one unbroken shot, low camera\",\"aspect_ratio\":\"16:9\",\"duration\":5}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "multi_shot_storyboard",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A lighthouse keeper's night. Shot 1 [0-4s] wide: storm clouds over the headland. Shot 2 [4-8s] medium: she climbs the spiral stairs with a lantern. Shot 3 [8-12s] close-up: the lamp catches, light floods her face.\",\"aspect_ratio\":\"16:9\",\"duration\":12,\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "with_audio",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A brass robot busker taps its foot and sings on a station platform\",\"audio_urls\":[\"https://cdn.example.com/audio/platform-song.mp3\"],\"duration\":8}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "with_negative_prompt",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Morning market in a mountain village, steam above the tea stalls\",\"negative_prompt\":\"cars, logos, on-screen text\",\"seed\":20719}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "with_callback",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Rain beads on a violet umbrella, then the umbrella opens towards the camera\",\"aspect_ratio\":\"9:16\",\"duration\":4,\"prompt_extend\":true,\"callback_url\":\"https://hooks.example.com/wan/finished\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first_frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"generation_mode\":\"first_frame\",\"prompt\":\"The kite lifts off the sand and climbs out of the frame\",\"image_start\":\"https://cdn.example.com/frames/kite-on-sand.jpg\",\"duration\":5}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first_frame_with_audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The puppet opens its mouth and sings along\",\"image_start\":\"https://cdn.example.com/frames/puppet.png\",\"audio_urls\":[\"https://cdn.example.com/audio/puppet-song.wav\"],\"duration\":8}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first_last_frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"generation_mode\":\"first_last_frame\",\"prompt\":\"The tulip unfolds from bud to full bloom, fixed camera\",\"image_start\":\"https://cdn.example.com/frames/tulip-bud.jpg\",\"image_end\":\"https://cdn.example.com/frames/tulip-open.jpg\",\"quality\":\"1080p\",\"duration\":6}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "continuation",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"generation_mode\":\"video_continuation\",\"prompt\":\"The tram turns the corner and stops beside the fountain\",\"video_urls\":[\"https://cdn.example.com/clips/tram-leaves-depot.mp4\"],\"duration\":10}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "continuation_to_last_frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"generation_mode\":\"video_continuation\",\"prompt\":\"Snow starts to fall until the square is white\",\"video_urls\":[\"https://cdn.example.com/clips/square-autumn.mp4\"],\"image_end\":\"https://cdn.example.com/frames/square-in-snow.webp\",\"duration\":12}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "single_reference_video",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"The fisherman from the reference video mends a net beside a stove\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "multi_subject_with_voice_bindings",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 lifts Image 2 towards Video 1 and asks: \\\"Did you hear the bell?\\\"\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"],\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/keeper.mp3\",\"video1\":\"https://cdn.example.com/voices/fisherman.wav\"}},\"duration\":8}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "multi_grid_storyboard",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"The reference image, paper cut-out style, panel by panel: 1. the fox finds a compass; 2. it crosses the frozen lake; 3. ice cracks; 4. a heron points the way; 5. home at last\",\"image_urls\":[\"https://cdn.example.com/refs/fox-panels.png\"],\"duration\":12}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "with_first_frame",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 steps out of the fog and greets Image 2\",\"image_start\":\"https://cdn.example.com/frames/pier-at-dawn.jpg\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/heron.jpg\"],\"quality\":\"1080p\",\"duration\":10}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "positional_voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"视频1 在码头对 图1 说话\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"audio_urls\":[\"https://cdn.example.com/voices/fisherman.mp3\",\"https://cdn.example.com/voices/keeper.mp3\"],\"aspect_ratio\":\"9:16\",\"duration\":6}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "style_edit",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Repaint everything as a charcoal drawing on rough paper\",\"video_urls\":[\"https://cdn.example.com/clips/street-dancer.mp4\"],\"keep_original_sound\":true,\"duration\":0}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "reference_guided_edit",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Put the dancer into the raincoat of the picture\",\"video_urls\":[\"https://cdn.example.com/clips/street-dancer.mp4\"],\"image_urls\":[\"https://cdn.example.com/refs/red-raincoat.png\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "background_edit",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Move the scene to a salt flat under a pink sky\",\"negative_prompt\":\"buildings\",\"video_urls\":[\"https://cdn.example.com/clips/street-dancer.mov\"],\"aspect_ratio\":\"1:1\",\"quality\":\"1080p\",\"duration\":6}"
  }
];

/** The requests of the fixtures whose outcome does not depend on what their media are. */
export const fixtureRequests: readonly ExampleRequest[] = [
  {
    "model": "wan2.7-text-to-video",
    "name": "aspect-ratio-not-offered",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"aspect_ratio\":\"21:9\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-just-outside-private-range",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://172.32.0.1/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-of-2048-characters",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-over-http-to-localhost",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"http://localhost:3000/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-over-http",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"http://hooks.example.com/wan\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-decimal-loopback",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://2130706433/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-localhost-with-root-dot",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://localhost./hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-localhost",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://localhost/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-loopback",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://127.0.0.1:8443/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-octal-loopback",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://0177.0.0.1/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-to-short-hex-loopback",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://0x7f.1/hooks\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-too-long",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "callback-url-relative",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"callback_url\":\"/hooks/wan\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "driving-audio",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"https://cdn.example.com/audio/song.mp3\"],\"duration\":10}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "duration-above-maximum",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"duration\":16}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "duration-as-text",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"duration\":\"5\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "duration-below-minimum",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"duration\":1}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "duration-fraction",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"duration\":5.5}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "every-common-parameter",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"negative_prompt\":\"blur\",\"quality\":\"1080p\",\"duration\":8,\"seed\":2147483647,\"prompt_extend\":true,\"callback_url\":\"https://hooks.example.com/wan/finished\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "longest",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"duration\":15,\"seed\":1}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "media-url-with-query",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"https://cdn.example.com/audio/song.wav?signature=f00.tmp\"]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "misspelt-parameter",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"promptExtend\":true}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "negative-prompt-null",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"negative_prompt\":null}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "negative-prompt-over-500",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"negative_prompt\":\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "negative-prompt",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"negative_prompt\":\"people, boats\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "no-track",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "parameter-of-another-model",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "prompt-extend-as-text",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"prompt_extend\":\"true\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "prompt-missing",
    "text": "{\"model\":\"wan2.7-text-to-video\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "quality-in-capitals",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"quality\":\"1080P\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "quality-not-offered",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"quality\":\"480p\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "repeated-key",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"quality\":\"720p\",\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "required-only",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "seed-above-maximum",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"seed\":2147483648}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "seed-fraction",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"seed\":1.5}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "seed-zero",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"seed\":0}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "shot-list-that-fits",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Shot 1 [0-4s] wide: cliffs. Shot 2 [4-8s] close-up: a lamp is lit. Shot 3 [8-12s] wide: the beam sweeps the sea.\",\"duration\":12}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "shot-past-default-duration",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Shot 1 [0-4s] wide: a harbour. Shot 2 [4-8s] close-up: a bell.\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "shot-past-duration",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Shot 1 [0-6s] wide: a harbour. Shot 2 [12-15s] close-up: a bell.\",\"duration\":10}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "single-shot",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A paper boat drifts down a flooded lane, one unbroken shot\",\"aspect_ratio\":\"16:9\",\"duration\":5}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "track-in-other-format",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"https://cdn.example.com/audio/song.m4a\"]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "track-not-a-url",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"song.mp3\"]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "track-not-in-a-list",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":\"https://cdn.example.com/audio/a.mp3\"}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "track-of-wrong-type",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[7]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "track-on-localhost",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"http://localhost:8000/song.mp3\"]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "two-tracks",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"audio_urls\":[\"https://cdn.example.com/audio/a.mp3\",\"https://cdn.example.com/audio/b.mp3\"]}"
  },
  {
    "model": "wan2.7-text-to-video",
    "name": "vertical-shortest",
    "text": "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"A heron lifts off a misty pond\",\"aspect_ratio\":\"9:16\",\"duration\":2}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "aspect-ratio-sent",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"aspect_ratio\":\"9:16\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "audio-alone",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-of-2048-characters",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-over-http-to-localhost",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"http://localhost:3000/hooks\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-over-http",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"http://hooks.example.com/wan\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-to-private-10",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"https://10.0.0.8/hooks\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-to-private-172",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"https://172.31.255.1/hooks\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-to-user-info-in-front",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"https://hooks.example.com@10.0.0.1/hooks\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-too-long",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "callback-url-relative",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"callback_url\":\"/hooks/wan\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "clip-and-audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"],\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "clip-last-frame-and-audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"],\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "continuation-to-last-frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"],\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"duration\":12}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "continuation",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"video_continuation\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"],\"duration\":10}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "duration-above-maximum",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"duration\":16}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "duration-as-text",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"duration\":\"5\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "duration-below-minimum",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"duration\":1}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "duration-fraction",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"duration\":5.5}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "empty-video-list",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"video_urls\":[]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "every-common-parameter",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"negative_prompt\":\"blur\",\"quality\":\"1080p\",\"duration\":8,\"seed\":2147483647,\"prompt_extend\":true,\"callback_url\":\"https://hooks.example.com/wan/finished\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "everything-at-once",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"],\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-and-last-frame-and-audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-and-last-frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"first_last_frame\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame-and-audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame-and-clip",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame-empty",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame-in-a-list",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":[\"https://cdn.example.com/frames/kite.jpg\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame-not-a-url",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"kite.jpg\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "first-frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"first_frame\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"duration\":5}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "frame-as-data-url",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"data:image/png;base64,iVBORw0KGgo=\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "frame-in-other-format",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.gif\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "last-frame-alone",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "last-frame-and-audio",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "misspelt-parameter",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"promptExtend\":true}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "mode-continuation-without-clip",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"video_continuation\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "mode-first-frame-with-clip",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"first_frame\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "mode-first-frame-with-last-frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"first_frame\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"image_end\":\"https://cdn.example.com/frames/clouds.webp\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "mode-first-last-frame-without-last-frame",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"generation_mode\":\"first_last_frame\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "mode-not-offered",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"generation_mode\":\"last_frame\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "negative-prompt-null",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"negative_prompt\":null}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "negative-prompt-over-500",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"negative_prompt\":\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "no-material",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "no-track",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"audio_urls\":[]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "only-an-empty-video-list",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"video_urls\":[]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "prompt-extend-as-text",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"prompt_extend\":\"true\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "prompt-missing",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "quality-in-capitals",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"quality\":\"1080P\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "quality-not-offered",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"quality\":\"480p\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "repeated-key",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"quality\":\"720p\",\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "required-only",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "samples-at-the-limits",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/_mock/assets/image-240x1920.jpg\",\"image_end\":\"https://cdn.example.com/_mock/assets/image-8000x1000-20MB.png\",\"audio_urls\":[\"https://cdn.example.com/_mock/assets/audio-30s-15MB.mp3\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "seed-above-maximum",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"seed\":2147483648}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "seed-fraction",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"seed\":1.5}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "seed-zero",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"seed\":0}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "two-clips",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"video_urls\":[\"https://cdn.example.com/clips/tram.mp4\",\"https://cdn.example.com/clips/square.mov\"]}"
  },
  {
    "model": "wan2.7-image-to-video",
    "name": "two-tracks",
    "text": "{\"model\":\"wan2.7-image-to-video\",\"prompt\":\"The kite climbs into the wind\",\"image_start\":\"https://cdn.example.com/frames/kite.jpg\",\"audio_urls\":[\"https://cdn.example.com/audio/wind.wav\",\"https://cdn.example.com/audio/wind.wav\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "aspect-ratio-next-to-first-frame",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_start\":\"https://cdn.example.com/frames/pier.jpg\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"aspect_ratio\":\"9:16\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "aspect-ratio-not-offered",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"aspect_ratio\":\"21:9\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "both-kinds-of-voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"audio_urls\":[\"https://cdn.example.com/voices/other.mp3\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-of-2048-characters",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-over-http-to-localhost",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"http://localhost:3000/hooks\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-over-http",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"http://hooks.example.com/wan\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-to-carrier-grade-nat",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"https://100.64.3.2/hooks\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-to-link-local",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"https://169.254.169.254/latest\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-to-private-192",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"https://192.168.1.20/hooks\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-too-long",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "callback-url-relative",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"callback_url\":\"/hooks/wan\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "duration-above-maximum",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"duration\":16}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "duration-as-text",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"duration\":\"5\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "duration-below-minimum",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"duration\":1}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "duration-fraction",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"duration\":5.5}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "eleven-seconds-with-video",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Video 1 dances\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"duration\":11}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "empty-reference-lists",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"A balcony at noon\",\"image_urls\":[],\"video_urls\":[]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "every-common-parameter",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"negative_prompt\":\"blur\",\"quality\":\"1080p\",\"duration\":8,\"seed\":2147483647,\"prompt_extend\":true,\"callback_url\":\"https://hooks.example.com/wan/finished\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "fifteen-seconds-with-empty-video-list",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"video_urls\":[],\"duration\":15}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "first-frame-alone",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"A balcony at noon\",\"image_start\":\"https://cdn.example.com/frames/pier.jpg\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "five-references-and-first-frame",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_start\":\"https://cdn.example.com/frames/pier.jpg\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\"],\"video_urls\":[\"https://cdn.example.com/refs/clip-1.mp4\",\"https://cdn.example.com/refs/clip-2.mp4\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "five-voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\",\"https://cdn.example.com/refs/person-5.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/voice-1.mp3\",\"image2\":\"https://cdn.example.com/voices/voice-2.mp3\",\"image3\":\"https://cdn.example.com/voices/voice-3.mp3\",\"image4\":\"https://cdn.example.com/voices/voice-4.mp3\",\"image5\":\"https://cdn.example.com/voices/voice-5.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "misspelt-parameter",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"promptExtend\":true}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "model-params-as-text",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":\"{}\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "more-voices-than-references",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"audio_urls\":[\"https://cdn.example.com/voices/a.mp3\",\"https://cdn.example.com/voices/b.mp3\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "negative-prompt-null",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"negative_prompt\":null}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "negative-prompt-over-500",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"negative_prompt\":\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "no-reference",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"A balcony at noon\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "one-voice-for-two",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 greets Image 2\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/keeper.mp3\",\"image2\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "panel-grid",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"The reference image, panel by panel: a fox finds a compass; it crosses a lake; a heron points the way\",\"image_urls\":[\"https://cdn.example.com/refs/panels.png\"],\"duration\":15}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "parameter-of-another-model",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"keep_original_sound\":true}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "positional-voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"视频1 对 图1 说话\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"audio_urls\":[\"https://cdn.example.com/voices/fisherman.mp3\",\"https://cdn.example.com/voices/keeper.mp3\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "prompt-extend-as-text",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"prompt_extend\":\"true\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "prompt-missing",
    "text": "{\"model\":\"wan2.7-reference-video\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "prompt-names-missing-image",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 hands Image 3 the lantern\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "prompt-names-missing-video-in-chinese",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"视频2 在码头跳舞\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "prompt-reference-in-lower-case",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"image1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "quality-in-capitals",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"quality\":\"1080P\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "quality-not-offered",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"quality\":\"480p\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "reference-in-other-format",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Video 1 dances\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.avi\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "reference-not-a-url",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"lantern.png\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "reference-on-private-address",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"http://192.168.0.4/keeper.jpg\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "repeated-key",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"quality\":\"720p\",\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "required-only",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "seed-above-maximum",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"seed\":2147483648}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "seed-fraction",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"seed\":1.5}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "seed-zero",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"seed\":0}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "single-video",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"The fisherman from the reference video mends a net\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "six-images",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\",\"https://cdn.example.com/refs/person-5.jpg\",\"https://cdn.example.com/refs/person-6.jpg\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "six-positional-voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\",\"https://cdn.example.com/refs/person-5.jpg\"],\"audio_urls\":[\"https://cdn.example.com/voices/voice-1.mp3\",\"https://cdn.example.com/voices/voice-2.mp3\",\"https://cdn.example.com/voices/voice-3.mp3\",\"https://cdn.example.com/voices/voice-4.mp3\",\"https://cdn.example.com/voices/voice-5.mp3\",\"https://cdn.example.com/voices/voice-6.mp3\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "six-voices",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\",\"https://cdn.example.com/refs/person-5.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/voice-1.mp3\",\"image2\":\"https://cdn.example.com/voices/voice-2.mp3\",\"image3\":\"https://cdn.example.com/voices/voice-3.mp3\",\"image4\":\"https://cdn.example.com/voices/voice-4.mp3\",\"image5\":\"https://cdn.example.com/voices/voice-5.mp3\",\"image6\":\"https://cdn.example.com/voices/voice-6.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "ten-seconds-with-video",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Video 1 dances\",\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"duration\":10}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "the-reference-image-of-two",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"The dancer from the reference image bows\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "three-images-three-videos",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\"],\"video_urls\":[\"https://cdn.example.com/refs/clip-1.mp4\",\"https://cdn.example.com/refs/clip-2.mp4\",\"https://cdn.example.com/refs/clip-3.mp4\"]}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-empty",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-for-first-frame",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_start\":\"https://cdn.example.com/frames/pier.jpg\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image_start\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-for-missing-video",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"],\"model_params\":{\"voice_bindings\":{\"video1\":\"https://cdn.example.com/voices/fisherman.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-full-width-digit",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image１\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-img1",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"img1\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-in-capitals",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"Image1\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-leading-zero",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image01\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-repeated-with-escape",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/a.mp3\",\"\\u0069mage1\":\"https://cdn.example.com/voices/b.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-repeated",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/a.mp3\",\"image1\":\"https://cdn.example.com/voices/b.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-without-number",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-key-zero",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image0\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-not-a-url",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-null",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":{\"image1\":null}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voice-out-of-range",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"],\"model_params\":{\"voice_bindings\":{\"image5\":\"https://cdn.example.com/voices/keeper.mp3\"}}}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voices-bound-by-key",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 lifts Image 2 towards Video 1 and speaks\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\",\"https://cdn.example.com/refs/lantern.png\"],\"video_urls\":[\"https://cdn.example.com/refs/fisherman.mp4\"],\"model_params\":{\"voice_bindings\":{\"image1\":\"https://cdn.example.com/voices/keeper.mp3\",\"video1\":\"https://cdn.example.com/voices/fisherman.mp3\"}},\"duration\":8}"
  },
  {
    "model": "wan2.7-reference-video",
    "name": "voices-in-a-list",
    "text": "{\"model\":\"wan2.7-reference-video\",\"prompt\":\"Image 1 waves from a balcony\",\"image_urls\":[\"https://cdn.example.com/refs/keeper.jpg\"],\"model_params\":{\"voice_bindings\":[\"https://cdn.example.com/voices/keeper.mp3\"]}}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "aspect-ratio-not-offered",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"aspect_ratio\":\"21:9\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-of-2048-characters",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-over-http-to-localhost",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"http://localhost:3000/hooks\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-over-http",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"http://hooks.example.com/wan\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-to-ipv4-in-ipv6",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"https://[::ffff:10.0.0.5]/hooks\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-to-ipv6-loopback",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"https://[::1]/hooks\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-to-ipv6-unique-local",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"https://[fd12:3456:789a::1]/hooks\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-too-long",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"https://hooks.example.com/wan/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "callback-url-relative",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"callback_url\":\"/hooks/wan\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "cut-to-ten-seconds",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":10}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "cut-to-two-seconds",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.MOV\"],\"duration\":2,\"aspect_ratio\":\"1:1\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "duration-above-maximum",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":11}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "duration-as-text",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":\"5\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "duration-below-minimum",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":-1}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "duration-fraction",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":5.5}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "empty-image-list",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"image_urls\":[]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "empty-source-list",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "every-common-parameter",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"negative_prompt\":\"blur\",\"quality\":\"1080p\",\"duration\":8,\"seed\":2147483647,\"prompt_extend\":true,\"callback_url\":\"https://hooks.example.com/wan/finished\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "five-images",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\",\"https://cdn.example.com/refs/person-5.jpg\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "misspelt-parameter",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"promptExtend\":true}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "negative-prompt-null",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"negative_prompt\":null}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "negative-prompt-over-500",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"negative_prompt\":\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "no-source",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "one-second",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"duration\":1}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "parameter-of-another-model",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"image_start\":\"https://cdn.example.com/frames/kite.jpg\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "prompt-extend-as-text",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"prompt_extend\":\"true\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "prompt-missing",
    "text": "{\"model\":\"wan2.7-video-edit\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "quality-in-capitals",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"quality\":\"1080P\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "quality-not-offered",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"quality\":\"480p\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "reference-guided-edit",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"image_urls\":[\"https://cdn.example.com/refs/person-1.jpg\",\"https://cdn.example.com/refs/person-2.jpg\",\"https://cdn.example.com/refs/person-3.jpg\",\"https://cdn.example.com/refs/person-4.jpg\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "repeated-key",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"quality\":\"720p\",\"quality\":\"1080p\"}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "required-only",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "seed-above-maximum",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"seed\":2147483648}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "seed-fraction",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"seed\":1.5}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "seed-zero",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"seed\":0}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "sound-as-number",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"keep_original_sound\":1}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "source-as-blob-url",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"blob:https://app.example.com/7c1f2a\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "source-in-other-format",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.webm\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "source-not-a-url",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"street.mp4\"]}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "style-edit",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\"],\"keep_original_sound\":true,\"duration\":0}"
  },
  {
    "model": "wan2.7-video-edit",
    "name": "two-sources",
    "text": "{\"model\":\"wan2.7-video-edit\",\"prompt\":\"Turn day into night\",\"video_urls\":[\"https://cdn.example.com/clips/street.mp4\",\"https://cdn.example.com/clips/street.mp4\"]}"
  }
];
