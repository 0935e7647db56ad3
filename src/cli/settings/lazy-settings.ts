/** Parts that read a configuration file, which most starts do not have: a start without one does not load them. */

export { checkConfig } from "./check-config.js";
export { parseStrictYaml } from "./strict-yaml.js";
