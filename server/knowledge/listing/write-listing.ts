/** What became of a file or page that a listing names. */
export type Listed = { name: string; refused?: string };

/** The text of a listing: a line a name, with the reason where it was not taken. */
export function writeListing(listed: Listed[]): string {
  return listed
    .map(({ name, refused }) => (refused === undefined ? `✓ ${name}` : `✗ ${name}: ${refused}`))
    .map((line) => line.replace(/\s+/g, " "))
    .join("\n");
}
