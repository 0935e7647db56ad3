/** Plain modules: nothing to compile. */
export default { testEnvironment: "node", testMatch: ["**/*.test.mjs"], transform: {} };
