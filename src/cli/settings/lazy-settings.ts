/**
 * What reads settings that most starts do not have: a file, house rules, accounts. Behind one door, so that the bundle
 * keeps in one piece what a server loads, and a start without them costs what it did.
 */

export { checkConfig } from "./check-config.js";
export { configFault } from "./config-fault.js";
export { assetsOfFile } from "./file-assets.js";
export { accountsOfFlag, policyOfFlags } from "./policy-flags.js";
export { parseStrictJson } from "./strict-json.js";
export { parseStrictYaml } from "./strict-yaml.js";
