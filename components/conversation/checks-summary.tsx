"use client";

import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "../ui/badge.tsx";
import { ChecksList } from "./checks-list.tsx";
import type { ShownSuggestion } from "./shown.ts";

const looks = {
  answer: { tone: "positive", icon: CircleCheck },
  related: { tone: "pending", icon: CircleHelp },
  unknown: { tone: "neutral", icon: CircleHelp },
} satisfies Record<string, { tone: Tone; icon: typeof CircleCheck }>;

const builtInModel = "extractive";

/** How far the suggestion can be trusted, in reasons: what the code checked, and who wrote it. */
export function ChecksSummary({ suggestion, edited }: { suggestion: ShownSuggestion; edited: boolean }) {
  const t = useTranslations("suggestion");
  const { outcome, unsupported_claims, citations_dropped, internal_sources } = suggestion.checks;
  const { tone, icon: Icon } = looks[outcome];
  // A model may say what nothing vouches for, and then it does not say that it does not know.
  const doubtful = unsupported_claims.length > 0 || (suggestion.checks.uncited_sentences ?? []).length > 0;
  const claims = unsupported_claims.join(t("listSeparator"));
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-semibold">{t("title")}</span>
        <Badge tone={tone}>
          <Icon aria-hidden /> {t(`outcome.${outcome}`)}
        </Badge>
        <Badge tone="outline">
          {suggestion.model === builtInModel ? t("noModel") : <bdi>{suggestion.model}</bdi>}
        </Badge>
        {edited ? <Badge tone="primary">{t("edited")}</Badge> : null}
      </p>
      <p className="text-sm text-muted-foreground">
        {t(`reason.${outcome === "unknown" && doubtful ? "doubtful" : outcome}`)}
      </p>
      {unsupported_claims.length > 0 ? (
        <p className="flex items-start gap-1.5 text-sm text-pending">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="foreign-text">{t("unsupported", { claims })}</span>
        </p>
      ) : null}
      {internal_sources && internal_sources.length > 0 ? (
        <p className="flex items-start gap-1.5 rounded-md bg-pending-soft px-2 py-1.5 text-sm text-pending">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="foreign-text">
            {t("internal", { titles: internal_sources.join(t("listSeparator")) })}
          </span>
        </p>
      ) : null}
      {citations_dropped > 0 ? (
        <p className="text-sm text-muted-foreground">{t("dropped", { count: citations_dropped })}</p>
      ) : null}
      <ChecksList checks={suggestion.checks} />
    </div>
  );
}
