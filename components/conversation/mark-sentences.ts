export type Span = { text: string; ordinal?: number };

/**
 * Cuts a text into spans, those that repeat a cited sentence carrying its number. Where sentences overlap the earlier
 * one wins; a sentence that was edited is not found and stays unmarked.
 */
export function markSentences(text: string, cited: readonly { ordinal: number; sentence: string }[]): Span[] {
  const found = cited
    .map(({ ordinal, sentence }) => ({
      ordinal,
      start: sentence ? text.indexOf(sentence) : -1,
      length: sentence.length,
    }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  let position = 0;
  for (const { ordinal, start, length } of found) {
    if (start < position) continue;
    if (start > position) spans.push({ text: text.slice(position, start) });
    spans.push({ text: text.slice(start, start + length), ordinal });
    position = start + length;
  }
  if (position < text.length) spans.push({ text: text.slice(position) });
  return spans;
}
