import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { DomainError } from "../../errors.ts";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name; rejects when there are none. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** As the system's own lookup says it. */
const noAddress = (message: string) => Object.assign(new Error(message), { code: "ENOTFOUND" });

/** The name's addresses, provided that every one of them is public: a mixed answer is an attempt. */
export async function resolvePublic(hostname: string, resolve: Resolve): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname);
  if (addresses.length === 0) throw noAddress(`${hostname} has no address.`);
  if (!addresses.every(({ address }) => isPublicAddress(address)))
    throw new DomainError("host_not_allowed", `${hostname} leads to an address that is not public.`);
  return addresses;
}

/**
 * The lookup of the connection itself: what it answers is what is connected to, so that a name that changes its mind
 * between a check and the connection gains nothing.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolvePublic(hostname, resolve).then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || family === options.family);
        const [first] = wanted;
        if (!first) callback(noAddress(`${hostname} has no address of this kind.`), "", 0);
        else if (options.all) callback(null, wanted);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, "", 0),
    );
  };
}
