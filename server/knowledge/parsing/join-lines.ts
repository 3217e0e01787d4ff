const hanEnd = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]$/u;
const hanStart = /^[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u;

/** Joins the lines of a paragraph: a space between words, nothing between two Han characters. */
export function joinLines(lines: string[]): string {
  let joined = "";
  for (const line of lines.map((each) => each.trim())) {
    const together = joined === "" || line === "" || (hanEnd.test(joined.slice(-2)) && hanStart.test(line));
    joined += (together ? "" : " ") + line;
  }
  return joined;
}
