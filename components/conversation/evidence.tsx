"use client";

import { useTranslations } from "next-intl";
import { CitationChip } from "./citation-chip.tsx";
import type { ShownSuggestion } from "./shown.ts";

/** The citations of a suggestion as chips; `text` is what of it will be or was sent. */
export function Evidence({ suggestion, text }: { suggestion: ShownSuggestion; text: string }) {
  const t = useTranslations("suggestion");
  if (suggestion.citations.length === 0)
    return <p className="text-sm text-muted-foreground">{t("noEvidence")}</p>;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-sm text-muted-foreground">{t("evidence")}</span>
      <ul className="contents">
        {suggestion.citations.map((citation) => (
          <li key={citation.ordinal} className="min-w-0">
            <CitationChip citation={citation} used={text.includes(citation.sentence)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
