import { BlockList, isIP } from "node:net";

/** Whether an address is in one of the addresses and networks; one that is not known is in none. */
export function isInNetworks(address: string | null, networks: readonly string[]): boolean {
  if (address === null) return false;
  // An IPv4 caller on a socket that speaks both is written ::ffff:192.0.2.1.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = familyOf(plain);
  if (!family) return false;
  const list = new BlockList();
  for (const text of networks) {
    const [base = "", prefix] = text.split("/");
    const kind = familyOf(base);
    if (kind)
      list.addSubnet(base, prefix === undefined ? (kind === "ipv4" ? 32 : 128) : Number(prefix), kind);
  }
  return list.check(plain, family);
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : null;
}
