import { isJson, type RedactedText, redactedMark, redactJson } from "./redact-json.ts";
import type { RedactionPath } from "./redaction-path.ts";

/** Form fields with the values at some paths replaced; a field that carries JSON is gone into where a path leads on. */
export function redactForm(text: string, paths: readonly RedactionPath[]): RedactedText {
  const found = paths.map(() => false);
  const removed: string[] = [];
  const pairs = text
    // As URLSearchParams reads it.
    .replace(/^\?/, "")
    .split("&")
    .map((pair) => {
      const [, entry] = [...new URLSearchParams(`_=&${pair}`)];
      if (!entry) return pair;
      const [name, value] = entry;
      const ways = [...paths.keys()].filter((i) => paths[i]![0] === name);
      const ended = ways.filter((i) => paths[i]!.length === 1);
      if (ended.length > 0) {
        for (const i of ended) found[i] = true;
        if (value === redactedMark) return pair;
        removed.push(JSON.stringify(value));
        return `${pair.split("=", 1)[0]}=${encodeURIComponent(redactedMark)}`;
      }
      if (ways.length === 0 || !isJson(value)) return pair;
      const inner = redactJson(
        value,
        ways.map((i) => paths[i]!.slice(1)),
      );
      for (const [i, was] of inner.found.entries()) if (was) found[ways[i]!] = true;
      removed.push(...inner.removed);
      return inner.text === value ? pair : `${pair.split("=", 1)[0]}=${encodeURIComponent(inner.text)}`;
    });
  return { text: pairs.join("&"), found, removed };
}
