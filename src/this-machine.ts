/**
 * Whether a host stands for the machine that the program runs on.
 *
 * @param host - a name or an address; IPv6 without brackets
 */
export function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, "");
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){1,3}|0\.0\.0\.0|::1?|::ffff:(?:127(?:\.\d+){3}|7f[0-9a-f]{2}:[0-9a-f]{1,4}))$/.test(
    name,
  );
}
