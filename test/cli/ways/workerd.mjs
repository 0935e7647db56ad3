// The Worker that workerd.capnp runs; the test writes HOST and WAY.
export default {
  async test() {
    const outcome = await fetch("https://HOST/v1/tasks/WAY").then(
      ({ status }) => status,
      ({ message }) => message,
    );
    console.log(`WAY|${outcome}`);
  },
};
