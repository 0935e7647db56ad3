import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

/**
 * Whether a host stands for the machine that the program runs on.
 *
 * @param host - a name or an address; IPv6 without brackets
 */
export function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, "");
  return isLoopback(name) || name === hostname().toLowerCase() || isOwnAddress(name);
}

function isOwnAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  return Object.values(networkInterfaces()).some((own) => own?.some((entry) => entry.address === address));
}

function isLoopback(name: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){1,3}|0\.0\.0\.0|::1?|::ffff:(?:127(?:\.\d+){3}|7f[0-9a-f]{2}:[0-9a-f]{1,4}))$/.test(
    name,
  );
}
