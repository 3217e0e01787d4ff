import type { RedactionPath } from "./redaction-path.ts";

export const redactedMark = "[redacted]";
const quotedMark = JSON.stringify(redactedMark);

/** Deeper than this nothing is looked at: what a path leads to there is hidden as a whole. */
const maxDepth = 64;

export type RedactedText = {
  text: string;
  /** For each path whether anything stood there. */
  found: boolean[];
  /** The JSON of what was taken out. */
  removed: string[];
};

/** A path on its way: which one, and how many of its names are behind it. */
type Way = { path: number; at: number };

/**
 * A valid JSON text with the values at some paths replaced by "[redacted]"; every other character stays as it came. Of keys
 * that occur twice both are hidden; a text that is JSON itself is gone into where a path leads on.
 */
export function redactJson(text: string, paths: readonly RedactionPath[]): RedactedText {
  const found = paths.map(() => false);
  const removed: string[] = [];
  let at = 0;
  let copied = 0;
  let out = "";

  const space = () => {
    while (at < text.length && " \t\n\r".includes(text[at]!)) at++;
  };
  const skipString = () => {
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    at++;
  };
  /** Past a value, whatever it holds. */
  const skip = () => {
    let depth = 0;
    do {
      const c = text[at]!;
      if (c === '"') skipString();
      else {
        if (c === "{" || c === "[") depth++;
        else if (c === "}" || c === "]") depth--;
        at++;
        if (depth === 0 && !"{}[]".includes(c))
          while (at < text.length && !" \t\n\r,}]".includes(text[at]!)) at++;
      }
    } while (depth > 0);
  };
  const replace = (from: number, replacement: string) => {
    out += text.slice(copied, from) + replacement;
    copied = at;
  };
  const hide = (ways: Way[]) => {
    const from = at;
    skip();
    for (const { path } of ways) found[path] = true;
    const value = text.slice(from, at);
    if (value === quotedMark) return;
    removed.push(value);
    replace(from, quotedMark);
  };

  function value(ways: Way[], depth: number): void {
    space();
    const ended = ways.filter((way) => way.at === paths[way.path]!.length);
    if (ended.length > 0) hide(ended);
    else if (ways.length === 0) skip();
    else if (depth > maxDepth) hide(ways);
    else if (text[at] === "{") members("}", ways, depth);
    else if (text[at] === "[") members("]", ways, depth);
    else if (text[at] === '"') embedded(ways);
    else skip();
  }

  function members(end: string, ways: Way[], depth: number): void {
    at++;
    for (let index = 0; ; index++) {
      space();
      if (text[at] === end) break;
      let next: Way[];
      if (end === "}") {
        const from = at;
        skipString();
        const key: unknown = JSON.parse(text.slice(from, at));
        next = ways.filter((way) => paths[way.path]![way.at] === key).map(onward);
        space();
        at++;
      } else next = ways.flatMap((way) => intoItem(way, paths[way.path]![way.at]!, index));
      value(next, depth + 1);
      space();
      if (text[at] === ",") at++;
    }
    at++;
  }

  function embedded(ways: Way[]): void {
    const from = at;
    skipString();
    const inner = JSON.parse(text.slice(from, at)) as string;
    if (!/^\s*[[{]/.test(inner) || !isJson(inner)) return;
    const rest = ways.map(({ path, at: done }) => paths[path]!.slice(done));
    const result = redactJson(inner, rest);
    for (const [i, was] of result.found.entries()) if (was) found[ways[i]!.path] = true;
    removed.push(...result.removed);
    if (result.text !== inner) replace(from, JSON.stringify(result.text));
  }

  value(
    paths.map((_, path) => ({ path, at: 0 })),
    0,
  );
  return { text: out + text.slice(copied), found, removed };
}

const onward = ({ path, at }: Way): Way => ({ path, at: at + 1 });

/** A list is gone through by "*", by an item's number, or by a name, which waits for what is in its items. */
function intoItem(way: Way, name: string, index: number): Way[] {
  if (name === "*") return [onward(way)];
  return name === String(index) ? [onward(way), way] : [way];
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
