import type { WanModel } from "../../../contract/models/model-ids.js";
import { sampleRequest } from "../../../contract/sample-request.js";
import type { Terminal } from "../../terminal/terminal.js";

/**
 * Prints valid request bodies: one as indented JSON, several as JSON Lines.
 *
 * @throws {KitError} `UNKNOWN_MODEL`
 */
export async function runSample(
  { stdout }: Terminal,
  model: string,
  { seed, count }: { seed: number; count: number },
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const body = await sampleRequest(model as WanModel, seed + index);
    stdout.write(`${count === 1 ? JSON.stringify(body, null, 2) : JSON.stringify(body)}\n`);
  }
}
