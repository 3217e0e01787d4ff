const namedEntities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
};
const longestTarget = 2000;

function decodeEntity(text: string, at: number): { value: string; end: number } | undefined {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/i.exec(text.slice(at, at + 12));
  if (!match) return undefined;
  const [whole, decimal, hex, name] = match;
  const end = at + whole.length;
  if (name) {
    const value = namedEntities[name.toLowerCase()];
    return value ? { value, end } : undefined;
  }
  const point = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
  return point > 0 && point <= 0x10ffff ? { value: String.fromCodePoint(point), end } : undefined;
}

/** Where the link target that opens at `at` ends: after `](…)` or `][…]`; undefined when there is none. */
function endOfTarget(text: string, at: number): number | undefined {
  const close = text[at] === "(" ? ")" : text[at] === "[" ? "]" : undefined;
  if (!close) return undefined;
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + longestTarget); i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === text[at]) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return undefined;
}

/**
 * The words of a line of Markdown: emphasis, code and link marks gone, a link's and an image's text kept without its
 * address, raw tags dropped (`<br>` is a line break), escapes and entities decoded. Linear: every look ahead is bounded.
 */
export function stripInlineMarkdown(text: string): string {
  const out: string[] = [];
  /** Where unanswered opening brackets stand in `out`. */
  const brackets: number[] = [];
  /** Lengths of backtick runs known to have no partner. */
  const unclosed = new Set<number>();

  for (let i = 0; i < text.length; ) {
    const character = text[i]!;
    if (character === "\\" && /[!-/:-@[-`{-~]/.test(text[i + 1] ?? "")) {
      out.push(text[i + 1]!);
      i += 2;
    } else if (character === "`") {
      let length = 1;
      while (text[i + length] === "`") length++;
      const mark = "`".repeat(length);
      let close = unclosed.has(length) ? -1 : text.indexOf(mark, i + length);
      while (close >= 0 && text[close + length] === "`") {
        let skip = close + length;
        while (text[skip] === "`") skip++;
        close = text.indexOf(mark, skip);
      }
      if (close < 0) {
        unclosed.add(length);
        out.push(mark);
        i += length;
      } else {
        out.push(text.slice(i + length, close).trim());
        i = close + length;
      }
    } else if (character === "[" || (character === "!" && text[i + 1] === "[")) {
      brackets.push(out.length);
      out.push(character === "!" ? "![" : "[");
      i += character === "!" ? 2 : 1;
    } else if (character === "]") {
      const opened = brackets.pop();
      const end = opened === undefined ? undefined : endOfTarget(text, i + 1);
      if (opened !== undefined && end !== undefined) out[opened] = "";
      else out.push("]");
      i = end ?? i + 1;
    } else if (character === "<") {
      const tag = /^<(\/?[a-z][a-z0-9-]*)\b[^<>]*>/i.exec(text.slice(i, i + longestTarget));
      if (tag && !/^<[a-z][a-z0-9+.-]*:/i.test(tag[0])) {
        if (/^br$/i.test(tag[1]!)) out.push("\n");
        i += tag[0].length;
      } else {
        out.push("<");
        i++;
      }
    } else if (character === "&") {
      const entity = decodeEntity(text, i);
      out.push(entity?.value ?? "&");
      i = entity?.end ?? i + 1;
    } else if (character === "*" || character === "_" || text.startsWith("~~", i)) {
      let end = i + 1;
      while (text[end] === character) end++;
      const spaced = !/\S/.test(text[i - 1] ?? " ") && !/\S/.test(text[end] ?? " ");
      const inWord =
        character === "_" && /[\p{L}\p{N}]/u.test(text[i - 1] ?? "") && /[\p{L}\p{N}]/u.test(text[end] ?? "");
      if (spaced || inWord) out.push(text.slice(i, end));
      i = end;
    } else {
      out.push(character);
      i++;
    }
  }
  return out.join("");
}
