/**
 * The half-open range of UTF-16 units an address names; nothing when it is not one, or lies outside a text of this length.
 */
export function citedRange(
  start: string | undefined,
  end: string | undefined,
  length: number,
): { start: number; end: number } | undefined {
  if (!/^\d{1,9}$/.test(start ?? "") || !/^\d{1,9}$/.test(end ?? "")) return undefined;
  const range = { start: Number(start), end: Number(end) };
  return range.start < range.end && range.end <= length ? range : undefined;
}
