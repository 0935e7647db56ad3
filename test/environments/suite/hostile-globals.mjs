/** Loaded before the kit: whoever takes one of these from the global object fails. */
const names = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "performance",
  "structuredClone",
];

// Node's own fetch takes what it needs when it is first touched.
void globalThis.Request;
for (const name of names) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      throw new Error(`the global ${name} was used`);
    },
  });
}
globalThis.Date = class extends Date {
  static now = () => 42;
};
