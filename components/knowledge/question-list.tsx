"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";

const outcomes = ["all", "answer", "related", "unknown"] as const;
const tones: Record<string, Tone> = { answer: "positive", related: "pending", unknown: "neutral" };

/** Every question that a draft or a caller of the API put to the base, with its outcome and what agents made of it. */
export function QuestionList() {
  const t = useTranslations("questions");
  const say = useTranslations("knowledge.search");
  const trpc = useTRPC();
  const [outcome, setOutcome] = useQueryState("outcome", parseAsStringLiteral(outcomes).withDefault("all"));
  const list = useInfiniteQuery(
    trpc.knowledge.questions.infiniteQueryOptions(
      { limit: 50, ...(outcome !== "all" && { outcome }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <FilterBar
        label={t("filter")}
        className="mx-2.5 mb-2 md:mx-6.5"
        options={outcomes.map((value) => ({
          value,
          label: value === "all" ? t("allOutcomes") : say(`outcome.${value}`),
        }))}
        value={outcome}
        onChange={(value) => setOutcome(value === "all" ? null : value)}
      />
      <PagedRows
        list={list}
        rows={rows}
        label={t("record")}
        placeholders={6}
        empty={<EmptyState title={t("noQuestions")}>{t("noQuestionsHint")}</EmptyState>}
      >
        {({ id, question, outcome: found, origin, conversationId, passages, verdict, askedAt }) => (
          <li key={id} className="flex items-start gap-3 border-b px-4 py-2 md:px-8">
            <div className="min-w-0 flex-1">
              {conversationId ? (
                <Link
                  href={`/inbox/${conversationId}`}
                  prefetch={false}
                  className="foreign-text line-clamp-2 min-h-6 hover:underline"
                >
                  {question}
                </Link>
              ) : (
                <p className="foreign-text line-clamp-2">{question}</p>
              )}
              <p className="truncate text-sm text-muted-foreground">
                {t(`origin.${origin}`)}
                {passages[0] && found !== "unknown" ? (
                  <>
                    {" · "}
                    <Link
                      href={`/knowledge/${passages[0].documentId}?version=${passages[0].versionId}&start=${passages[0].start}&end=${passages[0].end}`}
                      prefetch={false}
                      className="hover:underline"
                    >
                      <bdi>{passages[0].title}</bdi>
                    </Link>
                  </>
                ) : null}
              </p>
            </div>
            {verdict ? <Badge tone="outline">{t(`verdict.${verdict}`)}</Badge> : null}
            <Badge tone={tones[found] ?? "neutral"}>{say(`outcome.${found}`)}</Badge>
            <RelativeTime
              at={askedAt}
              className="w-20 shrink-0 text-right text-xs text-muted-foreground max-sm:hidden"
            />
          </li>
        )}
      </PagedRows>
    </>
  );
}
