import { spawnSync } from "node:child_process";

/** A Python that has pytest, if there is one: the first on the path, or the system's. */
export const pythonWithPytest = ["python3", "/usr/bin/python3"].find(
  (python) => spawnSync(python, ["-m", "pytest", "--version"]).status === 0,
);
