// Generated from openapi/ by "npm run generate". Do not edit.
export interface components {
    schemas: {
        TextToVideoRequest: {
            /**
             * @description The model to run; it decides which other parameters there are.
             * @enum {string}
             */
            model: "wan2.7-text-to-video";
            /** @description What to show. Counted in characters, whatever the script; what goes past 5000 is cut off, not refused. Shot lists carry their seconds in brackets, `[0-4s]`. */
            prompt: string;
            /** @description What to keep out of the picture. Text past 500 characters is cut off, not refused. */
            negative_prompt?: string;
            /** @description The track that drives the picture, exactly one: wav or mp3; 2 to 30 s long; 15 MB at most. A track longer than `duration` is cut at its end; a shorter one leaves silence behind it. */
            audio_urls?: string[];
            /**
             * @description Size tier of the output. A second at `1080p` costs 1.67 times one at `720p`.
             * @default 720p
             * @enum {string}
             */
            quality?: "720p" | "1080p";
            /**
             * @description Shape of the picture. With `quality` it fixes the pixels:
             *
             *     | ratio | 720p | 1080p |
             *     |---|---|---|
             *     | 16:9 | 1280x720 | 1920x1080 |
             *     | 9:16 | 720x1280 | 1080x1920 |
             *     | 1:1 | 960x960 | 1440x1440 |
             *     | 4:3 | 1104x832 | 1648x1248 |
             *     | 3:4 | 832x1104 | 1248x1648 |
             * @default 16:9
             * @enum {string}
             */
            aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4";
            /**
             * @description Seconds of video, whole numbers only; also what is billed.
             * @default 5
             */
            duration?: number;
            /** @description Start value of the sampler; random when absent. The same seed brings the same request closer to the same video, without a guarantee. */
            seed?: number;
            /**
             * @description `true` lets a language model elaborate the prompt before sampling; worth it for a prompt of a few words. Only an explicit `true` does so.
             * @default false
             */
            prompt_extend?: boolean;
            /**
             * Format: uri
             * @description Where to `POST` the finished task: see the callback below. `https` only, 2048 characters at most, no private or loopback address in any spelling.
             */
            callback_url?: string;
        };
        ImageToVideoRequest: {
            /**
             * @description The model to run; it decides which other parameters there are.
             * @enum {string}
             */
            model: "wan2.7-image-to-video";
            /** @description What happens in the clip. Counted in characters, whatever the script; what goes past 5000 is cut off, not refused. */
            prompt: string;
            /** @description What to keep out of the picture. Text past 500 characters is cut off, not refused. */
            negative_prompt?: string;
            /**
             * @description How the material is meant. Absent, it follows from what is sent; present, it has to agree with it.
             * @enum {string}
             */
            generation_mode?: "first_frame" | "first_last_frame" | "video_continuation";
            /**
             * Format: uri
             * @description Opening frame. JPEG, JPG, PNG without transparency, BMP or WEBP; each side 240 to 8000 px; sides in proportion 1:8 to 8:1; 20 MB at most.
             */
            image_start?: string;
            /**
             * Format: uri
             * @description Closing frame; goes with `image_start` or with a clip to continue, never alone. JPEG, JPG, PNG without transparency, BMP or WEBP; each side 240 to 8000 px; sides in proportion 1:8 to 8:1; 20 MB at most.
             */
            image_end?: string;
            /** @description The clip to continue, a list of one: mp4 or mov; 2 to 10 s long; each side 240 to 4096 px; sides in proportion 1:8 to 8:1; 100 MB at most. */
            video_urls?: string[];
            /** @description A driving track, exactly one, not with `video_urls`: wav or mp3; 2 to 30 s long; 15 MB at most. */
            audio_urls?: string[];
            /**
             * @description Size tier of the output. A second at `1080p` costs 1.67 times one at `720p`.
             * @default 720p
             * @enum {string}
             */
            quality?: "720p" | "1080p";
            /**
             * @description Seconds of the whole output, whole numbers only. In a continuation this includes the input clip, so it cannot be less than the clip: 4 s of clip and `duration` 10 make 6 new seconds, 10 are billed. Equal lengths return the clip unchanged.
             * @default 5
             */
            duration?: number;
            /** @description Start value of the sampler; random when absent. The same seed brings the same request closer to the same video, without a guarantee. */
            seed?: number;
            /**
             * @description `true` lets a language model elaborate the prompt before sampling; worth it for a prompt of a few words. Only an explicit `true` does so.
             * @default false
             */
            prompt_extend?: boolean;
            /**
             * Format: uri
             * @description Where to `POST` the finished task: see the callback below. `https` only, 2048 characters at most, no private or loopback address in any spelling.
             */
            callback_url?: string;
        };
        ReferenceVideoRequest: {
            /**
             * @description The model to run; it decides which other parameters there are.
             * @enum {string}
             */
            model: "wan2.7-reference-video";
            /** @description What happens. Counted in characters, whatever the script; what goes past 5000 is cut off, not refused. A reference is spelt with a capital and a space, `Image 2`, or 图2; a lone one may be called the reference image or video. For an image that is a grid of panels, describe the panels in order. */
            prompt: string;
            /** @description What to keep out of the picture. Text past 500 characters is cut off, not refused. */
            negative_prompt?: string;
            /**
             * Format: uri
             * @description Opening frame. Outside the limit of five, cannot carry a voice, and decides the shape of the picture in place of `aspect_ratio`. JPEG, JPG, PNG without transparency, BMP or WEBP; each side 240 to 8000 px; sides in proportion 1:8 to 8:1; 20 MB at most.
             */
            image_start?: string;
            /** @description Reference images: a subject each (one person, animal or object), or a place. With `video_urls` five at most, and one at least of the two. JPEG, JPG, PNG without transparency, BMP or WEBP; each side 240 to 8000 px; sides in proportion 1:8 to 8:1; 20 MB at most. */
            image_urls?: string[];
            /** @description Reference videos, best with one subject each; their own sound can serve as the voice. Counted with `image_urls`. Any video lowers the ceiling of `duration` to 10. mp4 or mov; 1 to 30 s long; each side 240 to 4096 px; sides in proportion 1:8 to 8:1; 100 MB at most. */
            video_urls?: string[];
            /** @description Older way to give voices, by position: the first ones go to `video_urls`, the rest to `image_urls`. Ignored as a whole next to `voice_bindings`. wav or mp3; 1 to 10 s long; 15 MB at most. */
            audio_urls?: string[];
            /** @description Holds what is special to this model. */
            model_params?: {
                /**
                 * @description Which voice speaks for which reference; takes the place of `audio_urls` and of a video's own
                 *     sound.
                 *
                 *     A key is `image` or `video` and the reference's number in the prompt, without leading zeros:
                 *     `image2` is the second of `image_urls`. References may be left out. At most five, no empty
                 *     value, nothing bound twice, none for `image_start`. wav or mp3; 1 to 10 s long; 15 MB at
                 *     most.
                 */
                voice_bindings?: {
                    [key: string]: string;
                };
            };
            /**
             * @description Size tier of the output. A second at `1080p` costs 1.67 times one at `720p`.
             * @default 720p
             * @enum {string}
             */
            quality?: "720p" | "1080p";
            /**
             * @description Shape of the picture; without effect next to `image_start`. With `quality` it fixes the pixels:
             *
             *     | ratio | 720p | 1080p |
             *     |---|---|---|
             *     | 16:9 | 1280x720 | 1920x1080 |
             *     | 9:16 | 720x1280 | 1080x1920 |
             *     | 1:1 | 960x960 | 1440x1440 |
             *     | 4:3 | 1104x832 | 1648x1248 |
             *     | 3:4 | 832x1104 | 1248x1648 |
             * @default 16:9
             * @enum {string}
             */
            aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4";
            /**
             * @description Seconds of output, whole numbers only. 10 is the ceiling as soon as there is a reference video.
             * @default 5
             */
            duration?: number;
            /** @description Start value of the sampler; random when absent. The same seed brings the same request closer to the same video, without a guarantee. */
            seed?: number;
            /**
             * @description `true` lets a language model elaborate the prompt before sampling; worth it for a prompt of a few words. Only an explicit `true` does so.
             * @default false
             */
            prompt_extend?: boolean;
            /**
             * Format: uri
             * @description Where to `POST` the finished task: see the callback below. `https` only, 2048 characters at most, no private or loopback address in any spelling.
             */
            callback_url?: string;
        };
        VideoEditRequest: {
            /**
             * @description The model to run; it decides which other parameters there are.
             * @enum {string}
             */
            model: "wan2.7-video-edit";
            /** @description The change to make. Counted in characters, whatever the script; what goes past 5000 is cut off, not refused. */
            prompt: string;
            /** @description What to keep out of the picture. Text past 500 characters is cut off, not refused. */
            negative_prompt?: string;
            /** @description The source, exactly one: mp4 or mov; 2 to 10 s long; each side 240 to 4096 px; sides in proportion 1:8 to 8:1; 100 MB at most. */
            video_urls: string[];
            /** @description Images that show the look or the thing wanted, four at most. JPEG, JPG, PNG without transparency, BMP or WEBP; each side 240 to 8000 px; sides in proportion 1:8 to 8:1; 20 MB at most. */
            image_urls?: string[];
            /**
             * @description `true` carries the source's sound over; `false` leaves the sound to the model.
             * @default false
             */
            keep_original_sound?: boolean;
            /**
             * @description Size tier of the output. A second at `1080p` costs 1.67 times one at `720p`.
             * @default 720p
             * @enum {string}
             */
            quality?: "720p" | "1080p";
            /**
             * @description Shape of the picture; absent, it stays near that of the source. With `quality` it fixes the
             *     pixels:
             *
             *     | ratio | 720p | 1080p |
             *     |---|---|---|
             *     | 16:9 | 1280x720 | 1920x1080 |
             *     | 9:16 | 720x1280 | 1080x1920 |
             *     | 1:1 | 960x960 | 1440x1440 |
             *     | 4:3 | 1104x832 | 1648x1248 |
             *     | 3:4 | 832x1104 | 1248x1648 |
             * @enum {string}
             */
            aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4";
            /**
             * @description Seconds of output, whole numbers only: 0 keeps the length of the source, 2 to 10 cut it, counted from its start. 1 is not a length.
             * @default 0
             */
            duration?: number;
            /** @description Start value of the sampler; random when absent. The same seed brings the same request closer to the same video, without a guarantee. */
            seed?: number;
            /**
             * @description `true` lets a language model elaborate the prompt before sampling; worth it for a prompt of a few words. Only an explicit `true` does so.
             * @default false
             */
            prompt_extend?: boolean;
            /**
             * Format: uri
             * @description Where to `POST` the finished task: see the callback below. `https` only, 2048 characters at most, no private or loopback address in any spelling.
             */
            callback_url?: string;
        };
        /** @description A task as a query shows it: `status` tells which of the four cases it is. */
        VideoTask: components["schemas"]["PendingTask"] | components["schemas"]["ProcessingTask"] | components["schemas"]["CompletedTask"] | components["schemas"]["FailedTask"];
        /** @description A task that waits for its turn. */
        PendingTask: {
            /** @description When the task was made, in seconds since the Unix epoch. */
            created: number;
            /** @description The handle for every later query: prefix, Unix seconds, eight characters. */
            id: string;
            /** @description The model at work. */
            model: string;
            /**
             * @description Kind of this object.
             * @enum {string}
             */
            object: "image.generation.task" | "video.generation.task" | "audio.generation.task";
            /** @description Percent done. */
            progress: number;
            /**
             * @description It has yet to begin.
             * @enum {string}
             */
            status: "pending";
            /** @description What can be said about the remaining way. */
            task_info: components["schemas"]["VideoTaskInfo"];
            /**
             * @description Kind of output.
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video";
            /** @description What the task was estimated at when it was submitted. */
            usage: components["schemas"]["Usage"];
            results?: never;
            error?: never;
        };
        /** @description A task under way. */
        ProcessingTask: {
            /** @description When the task was made, in seconds since the Unix epoch. */
            created: number;
            /** @description The handle for every later query: prefix, Unix seconds, eight characters. */
            id: string;
            /** @description The model at work. */
            model: string;
            /**
             * @description Kind of this object.
             * @enum {string}
             */
            object: "image.generation.task" | "video.generation.task" | "audio.generation.task";
            /** @description Percent done; never falls while the task runs. */
            progress: number;
            /**
             * @description It is under way.
             * @enum {string}
             */
            status: "processing";
            /** @description What can be said about the remaining way. */
            task_info: components["schemas"]["VideoTaskInfo"];
            /**
             * @description Kind of output.
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video";
            /** @description What the task was estimated at when it was submitted. */
            usage: components["schemas"]["Usage"];
            results?: never;
            error?: never;
        };
        /** @description A task that has ended with a video. */
        CompletedTask: {
            /** @description When the task was made, in seconds since the Unix epoch. */
            created: number;
            /** @description The handle for every later query: prefix, Unix seconds, eight characters. */
            id: string;
            /** @description The model at work. */
            model: string;
            /**
             * @description Kind of this object.
             * @enum {string}
             */
            object: "image.generation.task" | "video.generation.task" | "audio.generation.task";
            /** @description Percent done; 100 at this end. */
            progress: number;
            /** @description Links to the output, alive for 24 h after completion. */
            results: string[];
            /**
             * @description It has ended well.
             * @enum {string}
             */
            status: "completed";
            /** @description What can be said about the remaining way. */
            task_info: components["schemas"]["VideoTaskInfo"];
            /**
             * @description Kind of output.
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video";
            /** @description What the task was estimated at when it was submitted. */
            usage: components["schemas"]["Usage"];
            error?: never;
        };
        /** @description A task that has ended without a video, also by cancellation. */
        FailedTask: {
            /** @description When the task was made, in seconds since the Unix epoch. */
            created: number;
            /** @description The handle for every later query: prefix, Unix seconds, eight characters. */
            id: string;
            /** @description The model at work. */
            model: string;
            /**
             * @description Kind of this object.
             * @enum {string}
             */
            object: "image.generation.task" | "video.generation.task" | "audio.generation.task";
            /** @description Percent done; 0 after a failure. */
            progress: number;
            /** @description Why it failed. */
            error: components["schemas"]["TaskError"];
            /**
             * @description It has failed or was cancelled.
             * @enum {string}
             */
            status: "failed";
            /** @description What can be said about the remaining way. */
            task_info: components["schemas"]["VideoTaskInfo"];
            /**
             * @description Kind of output.
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video";
            /** @description What the task was estimated at when it was submitted. */
            usage: components["schemas"]["Usage"];
            results?: never;
        };
        /** @description The reason of a failed task. */
        TaskError: {
            /** @description Cause, to branch on. Documented: `content_policy_violation`, `invalid_parameters`, `image_processing_error`, `image_dimension_mismatch`, `request_cancelled`, `generation_failed_no_content`, `service_error`, `generation_timeout`, `resource_exhausted`, `quota_exceeded`, `service_unavailable`, `resource_not_found`, `unknown_error`; expect further ones. */
            code: string;
            /** @description For people; may run over several lines. */
            message: string;
            /**
             * @description The same for all of them.
             * @enum {string}
             */
            type: "task_error";
        };
        VideoTaskInfo: {
            /** @description `true` until the task has ended. */
            can_cancel: boolean;
            /** @description Seconds left, as far as known; 0 at the end. */
            estimated_time: number;
        };
        Usage: {
            /**
             * @description What is counted; the Wan 2.7 models are priced by the second.
             * @enum {string}
             */
            billing_rule: "per_call" | "per_token" | "per_second";
            /** @description Credits set aside for the task; 68 make a US dollar. */
            credits_reserved: number;
            /**
             * @description Tier of the account.
             * @enum {string}
             */
            user_group: "default" | "vip";
        };
        /** @description Every refusal, whatever the HTTP status. */
        VendorErrorBody: {
            error: {
                /** @description Cause, to branch on. */
                code: string;
                /** @description For people. */
                message: string;
                /** @description Family of the cause. */
                type: string;
                /** @description The parameter at fault, when there is one. */
                param?: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type TextToVideoRequest = components['schemas']['TextToVideoRequest'];
export type ImageToVideoRequest = components['schemas']['ImageToVideoRequest'];
export type ReferenceVideoRequest = components['schemas']['ReferenceVideoRequest'];
export type VideoEditRequest = components['schemas']['VideoEditRequest'];
export type VideoTask = components['schemas']['VideoTask'];
export type PendingTask = components['schemas']['PendingTask'];
export type ProcessingTask = components['schemas']['ProcessingTask'];
export type CompletedTask = components['schemas']['CompletedTask'];
export type FailedTask = components['schemas']['FailedTask'];
export type TaskError = components['schemas']['TaskError'];
export type VideoTaskInfo = components['schemas']['VideoTaskInfo'];
export type Usage = components['schemas']['Usage'];
export type VendorErrorBody = components['schemas']['VendorErrorBody'];
/** A request body of any of the four models. */
export type WanRequest = TextToVideoRequest | ImageToVideoRequest | ReferenceVideoRequest | VideoEditRequest;
