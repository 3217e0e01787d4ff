const subjectLength = 120;

/** The first line of a text, cut at a word or, where there are none, at a character; never inside a surrogate pair. */
export function subjectOf(text: string | undefined, eventType: string): string {
  const line = text?.trim().split(/\r?\n/, 1)[0]?.replace(/\s+/g, " ").trim();
  if (!line) return eventType;
  if (line.length <= subjectLength) return line;
  let cut = line
    .slice(0, subjectLength)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  const space = cut.lastIndexOf(" ");
  if (space > subjectLength / 2) cut = cut.slice(0, space);
  return `${cut}…`;
}
