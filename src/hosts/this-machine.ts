import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { isLoopbackHost, isUnspecifiedAddress } from "./loopback.js";

/**
 * Whether a host stands for the machine that the program runs on.
 *
 * @param host - a name or an address; IPv6 without brackets
 */
export function isThisMachine(host: string): boolean {
  if (isLoopbackHost(host) || isUnspecifiedAddress(host)) return true;
  const name = host.toLowerCase().replace(/\.+$/, "");
  return name === hostname().toLowerCase() || isOwnAddress(name);
}

function isOwnAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  return Object.values(networkInterfaces()).some((own) => own?.some((entry) => entry.address === address));
}
