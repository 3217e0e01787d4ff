import { createHash } from "node:crypto";

/**
 * The id of the n-th document that a listing names: a UUIDv7 of the listing's own moment, in the listing's order, and the same
 * each time, so that a repeated step finds what it made.
 * @param listing the listing's version: a UUIDv7
 * @param index from 0, below 4096
 */
export function childId(listing: string, index: number, name: string): string {
  const hash = createHash("sha256").update(`${listing}\n${name}`).digest("hex");
  const order = (0xfff - index).toString(16).padStart(3, "0");
  return `${listing.slice(0, 13)}-7${order}-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
}
