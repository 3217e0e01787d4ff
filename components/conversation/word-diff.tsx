"use client";

import { diffWords } from "diff";

/** Two texts as one: what was taken out is struck, what was put in is marked. Words are the language's own. */
export default function WordDiff({ before, after, lang }: { before: string; after: string; lang: string }) {
  const parts = diffWords(before, after, {
    intlSegmenter: new Intl.Segmenter(lang, { granularity: "word" }),
  });
  let position = 0;
  return (
    <p lang={lang} className="foreign-text max-w-[72ch] text-sm">
      {parts.map(({ value, added, removed }) => {
        const key = position;
        position += 1;
        if (added)
          return (
            <ins key={key} className="rounded-xs bg-positive-soft text-positive">
              {value}
            </ins>
          );
        if (removed)
          return (
            <del key={key} className="rounded-xs bg-destructive-soft text-destructive">
              {value}
            </del>
          );
        return <span key={key}>{value}</span>;
      })}
    </p>
  );
}
