type Listed = { id: string; lastActivityAt: Date };
type Page<Row> = { data: Row[]; nextCursor: string | null };

/**
 * Puts the newest page over the pages a list has loaded: rows move to where they belong now, rows that left the filter go,
 * the rest stays. Answers undefined when a changed row may lie deeper than the newest page reaches: then the list has to be
 * read again.
 */
export function mergeNewest<Row extends Listed>(
  pages: readonly Page<Row>[],
  newest: Page<Row>,
  changed: readonly string[],
): Page<Row>[] | undefined {
  if (newest.nextCursor === null) return [newest];
  const fresh = new Set(newest.data.map((row) => row.id));
  const last = newest.data.at(-1);
  if (!last) return [newest];
  const isDeeper = (row: Row) =>
    row.lastActivityAt < last.lastActivityAt ||
    (+row.lastActivityAt === +last.lastActivityAt && row.id < last.id);
  const deeper = pages.flatMap((page) => page.data).filter((row) => !fresh.has(row.id) && isDeeper(row));
  if (deeper.some((row) => changed.includes(row.id))) return undefined;
  const loadedDeeper = deeper.length > 0;
  return loadedDeeper
    ? [
        { data: newest.data, nextCursor: last.id },
        { data: deeper, nextCursor: pages.at(-1)?.nextCursor ?? null },
      ]
    : [newest];
}
