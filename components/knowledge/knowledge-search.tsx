"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";

/** Asks the knowledge base as a draft would: the passages it finds, with their scores. */
export function KnowledgeSearch() {
  const t = useTranslations("knowledge.search");
  const [query, setQuery] = useQueryState("query", parseAsString.withDefault(""));
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <>
      <search className="px-4 pb-4 md:px-8">
        <form
          className="flex max-w-3xl gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void setQuery(field.current?.value.trim() || null);
          }}
        >
          <div className="relative flex-1">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground"
            />
            <Input
              key={query}
              ref={field}
              type="search"
              defaultValue={query}
              maxLength={4000}
              aria-label={t("label")}
              placeholder={t("placeholder")}
              className="pl-8"
            />
          </div>
          <Button type="submit" className="h-9">
            {t("submit")}
          </Button>
          {query ? (
            <Button variant="ghost" className="h-9" onClick={() => setQuery(null)}>
              {t("clear")}
            </Button>
          ) : null}
        </form>
      </search>
      {query ? <Results query={query} /> : null}
    </>
  );
}

function Results({ query }: { query: string }) {
  const t = useTranslations("knowledge.search");
  const format = useFormatter();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const found = useQuery(trpc.knowledge.search.queryOptions({ query, limit: 10 }));
  if (found.isPending) return <SkeletonRows count={3} className="md:px-8" />;
  if (!found.data)
    return <ErrorState error={{ message: errorText(found.error) }} onRetry={() => found.refetch()} />;
  const { outcome, passages } = found.data;
  const score = (value: number) =>
    format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return (
    <section aria-label={t("results")} className="mb-6 border-y bg-surface">
      <p role="status" className="flex items-center gap-2 px-4 pt-3 text-sm text-muted-foreground md:px-8">
        <Badge tone={outcome === "answer" ? "positive" : outcome === "related" ? "pending" : "neutral"}>
          {t(`outcome.${outcome}`)}
        </Badge>
        {t("count", { count: passages.length })}
      </p>
      {passages.length === 0 ? <EmptyState title={t("nothing")} /> : null}
      <ol className="divide-y">
        {passages.map((passage) => (
          <li key={passage.chunkId} className="px-4 py-3 md:px-8">
            <p className="flex items-baseline gap-x-3 max-sm:flex-col">
              <Link
                href={`/knowledge/${passage.documentId}?version=${passage.versionId}&start=${passage.start}&end=${passage.end}`}
                prefetch={false}
                className="min-w-0 max-w-full truncate font-medium text-primary hover:underline"
              >
                <bdi>{passage.title}</bdi>
              </Link>
              <span className="shrink-0 font-mono text-xs text-muted-foreground sm:ml-auto">
                {t("score", {
                  score: score(passage.score),
                  words: score(passage.legs.lexical),
                  meaning: passage.legs.similarity === null ? "–" : score(passage.legs.similarity),
                })}
              </span>
            </p>
            {passage.headingPath.length > 0 ? (
              <p className="truncate text-sm">
                <bdi>{passage.headingPath.join(" › ")}</bdi>
              </p>
            ) : null}
            <p className="line-clamp-3 wrap-anywhere max-w-[80ch] text-sm text-muted-foreground">
              {passage.text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
