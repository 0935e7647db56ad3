// Generated from openapi/ by "npm run generate". Do not edit.
import type { ModelContract } from "../model-contract.js";

/** The bundled documents as data, without prose and validators. */
export const bundledModelData: readonly Omit<ModelContract, "validate">[] = [
  {
    "id": "wan2.7-text-to-video",
    "operationId": "createWan27TextToVideoGeneration",
    "page": "wan2.7-text-to-video",
    "schemaPointer": "/components/schemas/Wan27TextToVideoRequest",
    "required": [
      "model",
      "prompt"
    ],
    "properties": {
      "model": {
        "type": "string",
        "enum": [
          "wan2.7-text-to-video"
        ]
      },
      "prompt": {
        "type": "string",
        "maxLength": 5000
      },
      "negative_prompt": {
        "type": "string",
        "maxLength": 500
      },
      "audio_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        },
        "minItems": 1,
        "maxItems": 1
      },
      "quality": {
        "type": "string",
        "enum": [
          "720p",
          "1080p"
        ],
        "default": "720p"
      },
      "aspect_ratio": {
        "type": "string",
        "enum": [
          "16:9",
          "9:16",
          "1:1",
          "4:3",
          "3:4"
        ],
        "default": "16:9"
      },
      "duration": {
        "type": "number",
        "minimum": 2,
        "maximum": 15,
        "default": 5
      },
      "seed": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647
      },
      "prompt_extend": {
        "type": "boolean",
        "default": false
      },
      "callback_url": {
        "type": "string",
        "format": "uri"
      }
    }
  },
  {
    "id": "wan2.7-image-to-video",
    "operationId": "createWan27ImageToVideoGeneration",
    "page": "wan2.7-image-to-video",
    "schemaPointer": "/components/schemas/Wan27ImageToVideoRequest",
    "required": [
      "model",
      "prompt"
    ],
    "properties": {
      "model": {
        "type": "string",
        "enum": [
          "wan2.7-image-to-video"
        ]
      },
      "prompt": {
        "type": "string",
        "maxLength": 5000
      },
      "negative_prompt": {
        "type": "string",
        "maxLength": 500
      },
      "generation_mode": {
        "type": "string",
        "enum": [
          "first_frame",
          "first_last_frame",
          "video_continuation"
        ]
      },
      "image_start": {
        "type": "string",
        "format": "uri"
      },
      "image_end": {
        "type": "string",
        "format": "uri"
      },
      "video_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        }
      },
      "audio_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        },
        "minItems": 1,
        "maxItems": 1
      },
      "quality": {
        "type": "string",
        "enum": [
          "720p",
          "1080p"
        ],
        "default": "720p"
      },
      "duration": {
        "type": "number",
        "minimum": 2,
        "maximum": 15,
        "default": 5
      },
      "seed": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647
      },
      "prompt_extend": {
        "type": "boolean",
        "default": false
      },
      "callback_url": {
        "type": "string",
        "format": "uri"
      }
    }
  },
  {
    "id": "wan2.7-reference-video",
    "operationId": "createWan27ReferenceVideoGeneration",
    "page": "wan2.7-reference-video",
    "schemaPointer": "/components/schemas/Wan27ReferenceVideoRequest",
    "required": [
      "model",
      "prompt"
    ],
    "properties": {
      "model": {
        "type": "string",
        "enum": [
          "wan2.7-reference-video"
        ]
      },
      "prompt": {
        "type": "string",
        "maxLength": 5000
      },
      "negative_prompt": {
        "type": "string",
        "maxLength": 500
      },
      "image_start": {
        "type": "string",
        "format": "uri"
      },
      "image_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        }
      },
      "video_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        }
      },
      "audio_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        },
        "maxItems": 5
      },
      "model_params": {
        "type": "object",
        "properties": {
          "voice_bindings": {
            "type": "object",
            "additionalProperties": {
              "type": "string",
              "format": "uri"
            }
          }
        }
      },
      "quality": {
        "type": "string",
        "enum": [
          "720p",
          "1080p"
        ],
        "default": "720p"
      },
      "aspect_ratio": {
        "type": "string",
        "enum": [
          "16:9",
          "9:16",
          "1:1",
          "4:3",
          "3:4"
        ],
        "default": "16:9"
      },
      "duration": {
        "type": "number",
        "minimum": 2,
        "maximum": 15,
        "default": 5
      },
      "seed": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647
      },
      "prompt_extend": {
        "type": "boolean",
        "default": false
      },
      "callback_url": {
        "type": "string",
        "format": "uri"
      }
    }
  },
  {
    "id": "wan2.7-video-edit",
    "operationId": "createWan27VideoEditGeneration",
    "page": "wan2.7-video-edit",
    "schemaPointer": "/components/schemas/Wan27VideoEditRequest",
    "required": [
      "model",
      "prompt",
      "video_urls"
    ],
    "properties": {
      "model": {
        "type": "string",
        "enum": [
          "wan2.7-video-edit"
        ]
      },
      "prompt": {
        "type": "string",
        "maxLength": 5000
      },
      "negative_prompt": {
        "type": "string",
        "maxLength": 500
      },
      "video_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        },
        "minItems": 1,
        "maxItems": 1
      },
      "image_urls": {
        "type": "array",
        "items": {
          "type": "string",
          "format": "uri"
        },
        "maxItems": 4
      },
      "keep_original_sound": {
        "type": "boolean",
        "default": false
      },
      "quality": {
        "type": "string",
        "enum": [
          "720p",
          "1080p"
        ],
        "default": "720p"
      },
      "aspect_ratio": {
        "type": "string",
        "enum": [
          "16:9",
          "9:16",
          "1:1",
          "4:3",
          "3:4"
        ]
      },
      "duration": {
        "type": "number",
        "minimum": 0,
        "maximum": 10,
        "default": 0
      },
      "seed": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647
      },
      "prompt_extend": {
        "type": "boolean",
        "default": false
      },
      "callback_url": {
        "type": "string",
        "format": "uri"
      }
    }
  }
];
