/** Text as PostgreSQL can hold it: NUL and lone surrogates become U+FFFD. The raw bytes stay whole elsewhere. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD").toWellFormed();
}
