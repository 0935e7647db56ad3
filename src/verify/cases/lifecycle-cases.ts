import { bundledModels } from "../../contract/bundled-models.js";
import { type LifecycleAspect, lifecycleAspects } from "../lifecycle-aspect.js";
import type { LifecycleCase } from "../verify-case.js";

/** Every question about the life of a task, for each model. */
export function lifecycleCases(): LifecycleCase[] {
  const aspects = Object.keys(lifecycleAspects) as LifecycleAspect[];
  return bundledModels.flatMap(({ id }) =>
    aspects.map(
      (aspect): LifecycleCase => ({
        kind: "lifecycle",
        name: `lifecycle/${id} ${aspect}`,
        group: "lifecycle",
        charges: true,
        model: id,
        aspect,
      }),
    ),
  );
}
