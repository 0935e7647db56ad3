import { afterEach, describe, expect, it } from "vitest";
import { allModels } from "../../src/contract/models/model-ids.js";
import { assertDocumentedCallback } from "../harness/documented-answers.js";
import { startReceiver, status } from "../harness/receiver.js";
import { runCli } from "../harness/run-cli.js";
