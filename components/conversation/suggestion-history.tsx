"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Badge, type Tone } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { Evidence } from "./evidence.tsx";
import type { Shown, ShownSuggestion } from "./shown.ts";

const WordDiff = lazy(() => import("./word-diff.tsx"));

const tones: Record<ShownSuggestion["status"], Tone> = {
  pending: "pending",
  approved: "positive",
  sent: "positive",
  rejected: "destructive",
  superseded: "neutral",
};

/** What was suggested before, what became of it, and on which evidence. */
export function SuggestionHistory({ shown }: { shown: Shown }) {
  const t = useTranslations("suggestion");
  const [open, setOpen] = useState(false);
  const decided = shown.suggestions.filter((suggestion) => suggestion.status !== "pending");
  if (decided.length === 0) return null;
  return (
    <details className="border-t" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary className="px-4 py-3 text-sm text-muted-foreground hover:text-foreground md:px-6">
        {t("history", { count: decided.length })}
      </summary>
      <ol className="divide-y border-t">
        {(open ? decided : []).map((suggestion) => {
          const edited = suggestion.finalText !== null && suggestion.finalText !== suggestion.text;
          return (
            <li key={suggestion.id} className="flex flex-col gap-2 px-4 py-3 md:px-6">
              <p className="flex flex-wrap items-center gap-2 text-sm">
                <span className="font-medium">{t("version", { version: suggestion.version })}</span>
                <Badge tone={tones[suggestion.status]}>{t(`status.${suggestion.status}`)}</Badge>
                {edited ? <Badge tone="outline">{t("edited")}</Badge> : null}
                <RelativeTime
                  at={suggestion.createdAt}
                  className="ml-auto shrink-0 text-xs text-muted-foreground"
                />
              </p>
              {suggestion.rejectReason ? (
                <p className="foreign-text text-sm text-destructive">{suggestion.rejectReason}</p>
              ) : null}
              {edited ? (
                <Suspense fallback={<p className="foreign-text max-w-[72ch] text-sm">{suggestion.text}</p>}>
                  <WordDiff
                    before={suggestion.text}
                    after={suggestion.finalText ?? ""}
                    lang={suggestion.language === "zh" ? "zh-CN" : "en"}
                  />
                </Suspense>
              ) : (
                <p className="foreign-text max-w-[72ch] text-sm text-muted-foreground">{suggestion.text}</p>
              )}
              <Evidence suggestion={suggestion} text={suggestion.finalText ?? suggestion.text} />
            </li>
          );
        })}
      </ol>
    </details>
  );
}
