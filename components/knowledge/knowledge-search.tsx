"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { EvidenceScale } from "./evidence-scale.tsx";
import { FoundPassage } from "./found-passage.tsx";
import { SearchFilters, useSearchFilter } from "./search-filters.tsx";

/** Asks the knowledge base as a draft would: the passages it finds, with their scores and why they were found. */
export function KnowledgeSearch() {
  const t = useTranslations("knowledge.search");
  const [query, setQuery] = useQueryState("query", parseAsString.withDefault(""));
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <>
      <search className="flex flex-col gap-2 px-4 py-4 md:px-8">
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
        {query ? <SearchFilters /> : null}
      </search>
      {query ? <Results query={query} /> : null}
    </>
  );
}

function Results({ query }: { query: string }) {
  const t = useTranslations("knowledge.search");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const { filter } = useSearchFilter();
  const found = useQuery(trpc.knowledge.search.queryOptions({ query, filter, limit: 10 }));
  if (found.isPending) return <SkeletonRows count={3} className="md:px-8" />;
  if (!found.data)
    return <ErrorState error={{ message: errorText(found.error) }} onRetry={() => found.refetch()} />;
  const { outcome, passages, evidence, thresholds, searched } = found.data;
  return (
    <section aria-label={t("results")} className="mb-6 border-y bg-surface">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 pt-3 text-sm text-muted-foreground md:px-8">
        <p role="status" className="flex items-center gap-2">
          <Badge tone={outcome === "answer" ? "positive" : outcome === "related" ? "pending" : "neutral"}>
            {t(`outcome.${outcome}`)}
          </Badge>
          {t("count", { count: passages.length })}
        </p>
        {searched > 0 ? <EvidenceScale evidence={evidence} thresholds={thresholds} /> : null}
      </div>
      {passages.length === 0 ? <EmptyState title={t("nothing")} /> : null}
      <ol className="divide-y">
        {passages.map((passage) => (
          <FoundPassage key={passage.chunkId} passage={passage} />
        ))}
      </ol>
    </section>
  );
}
