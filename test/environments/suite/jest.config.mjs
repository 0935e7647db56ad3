/** The environments of jest, with the timers of every file faked. */
const project = (name) => ({
  displayName: name,
  testEnvironment: name,
  testMatch: ["**/life.test.mjs"],
  transform: {},
  fakeTimers: { enableGlobally: true },
});

export default { projects: [project("node"), project("jsdom")] };
