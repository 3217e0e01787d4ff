/** `doubt`: a value that is found nowhere, or a sentence that rests on nothing. */
export type Span = { text: string; ordinal?: number; doubt?: "claim" | "uncited" };

type Doubts = { claims?: readonly string[] | undefined; uncited?: readonly string[] | undefined };

const letter = /[\p{Script=Latin}\p{N}]/u;

/** Where a text holds a piece; values as whole words, so that 10 is not found in 100. */
function placesOf(text: string, piece: string, { wholeWords }: { wholeWords: boolean }): number[] {
  const places: number[] = [];
  if (piece === "") return places;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) {
    const around = [text[at - 1] ?? " ", text[at + piece.length] ?? " "];
    if (!wholeWords || !around.some((one) => letter.test(one))) places.push(at);
  }
  return places;
}

/**
 * Cuts a text into spans: those that repeat a cited sentence carry its number (where sentences overlap the earlier one
 * wins), those that nothing vouches for carry the doubt. What was edited is not found and stays unmarked.
 */
export function markSentences(
  text: string,
  cited: readonly { ordinal: number; sentence: string }[],
  { claims = [], uncited = [] }: Doubts = {},
): Span[] {
  const ordinals = new Array<number | undefined>(text.length).fill(undefined);
  const doubts = new Array<Span["doubt"]>(text.length).fill(undefined);
  const found = cited
    .map(({ ordinal, sentence }) => ({
      ordinal,
      start: sentence ? text.indexOf(sentence) : -1,
      end: text.indexOf(sentence) + sentence.length,
    }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  let covered = 0;
  for (const { ordinal, start, end } of found) {
    if (start < covered) continue;
    ordinals.fill(ordinal, start, end);
    covered = end;
  }
  for (const sentence of uncited)
    for (const at of placesOf(text, sentence, { wholeWords: false }).slice(0, 1))
      doubts.fill("uncited", at, at + sentence.length);
  for (const claim of claims)
    for (const at of placesOf(text, claim, { wholeWords: true })) doubts.fill("claim", at, at + claim.length);

  const spans: Span[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && ordinals[at] === ordinals[start] && doubts[at] === doubts[start]) continue;
    const [ordinal, doubt] = [ordinals[start], doubts[start]];
    spans.push({
      text: text.slice(start, at),
      ...(ordinal !== undefined && { ordinal }),
      ...(doubt && { doubt }),
    });
    start = at;
  }
  return spans;
}
