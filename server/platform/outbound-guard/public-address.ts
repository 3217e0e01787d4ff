import ipaddr from "ipaddr.js";

/**
 * Ranges that are not the public internet although `ipaddr.js` calls some of them unicast (IANA special-purpose
 * registries; 168.63.129.16 is Azure's host agent on an ordinary address).
 */
const closed = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "2001::/23", // Teredo, ORCHID, benchmarking and other protocol assignments
  "2001:db8::/32",
  "2002::/16", // 6to4 carries an IPv4 address, which may be private
  "3fff::/20",
].map((range) => ipaddr.parseCIDR(range));

/** The part of IPv6 that is given out (RFC 4291 §2.4); mapped, translated, local and future addresses are outside. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether this is an address of the public internet; anything that is not clearly one is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes("%")) return false;
  const ip = ipaddr.parse(address);
  const isClosed = closed.some(([range, bits]) => range.kind() === ip.kind() && ip.match(range, bits));
  if (isClosed || ip.range() !== "unicast") return false;
  return ip instanceof ipaddr.IPv6 ? ip.match(globalUnicast) : true;
}

/** Whether somebody on the internet could mean us by this host of an address: a name with a dot, or a public address. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host.includes(".") && !/\.(localhost|local|internal|test|invalid|lan|home\.arpa)$/.test(host);
}
