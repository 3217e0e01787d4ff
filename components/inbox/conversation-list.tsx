"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { Input } from "../ui/input.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ConversationRow } from "./conversation-row.tsx";
import { statusFilters, useInboxFilters } from "./filters.ts";
import { moveFocus, openFocused } from "./move-focus.ts";

/** The inbox's list with its filters. Lives in the layout, so that it stays in place while conversations open. */
export function ConversationList() {
  const t = useTranslations("inbox");
  const { conversationId } = useParams<{ conversationId?: string }>();
  const { status, search, setFilters, input } = useInboxFilters();
  const searchField = useRef<HTMLInputElement>(null);
  const errorText = useErrorText();
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.conversation.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (previous) => previous,
    }),
  );
  useShortcuts({
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    o: openFocused,
    "/": () => searchField.current?.focus(),
  });

  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const address = new URLSearchParams({
    ...(status === "awaiting_review" ? {} : { status }),
    ...(search ? { search } : {}),
  }).toString();

  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2 border-b px-4 pt-4 pb-2">
        <h1 className="text-lg font-semibold">{t("title")}</h1>
        <search className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground"
          />
          <Input
            ref={searchField}
            type="search"
            maxLength={200}
            aria-label={t("search")}
            placeholder={t("search")}
            className="pl-8"
            value={search}
            onChange={(event) => setFilters({ search: event.target.value || null })}
            onKeyDown={(event) => event.key === "Escape" && searchField.current?.blur()}
          />
        </search>
        <FilterBar
          label={t("filter")}
          value={status}
          onChange={(value) => setFilters({ status: value })}
          options={statusFilters.map((value) => ({ value, label: t(`filters.${value}`) }))}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={list.isPlaceholderData}>
        {list.isPending ? (
          <SkeletonRows count={8} className="h-19" />
        ) : list.isError && rows.length === 0 ? (
          <ErrorState error={{ message: errorText(list.error) }} onRetry={() => list.refetch()} />
        ) : rows.length === 0 ? (
          <EmptyState title={search ? t("empty.search") : t(`empty.${status}`)}>
            {search ? t("empty.searchHint") : t("empty.hint")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")}>
            {rows.map((row) => (
              <li key={row.id} className="[contain-intrinsic-size:auto_5rem] [content-visibility:auto]">
                <ConversationRow
                  row={row}
                  current={row.id === conversationId}
                  showStatus={status === "all"}
                  href={`/inbox/${row.id}${address && `?${address}`}`}
                />
              </li>
            ))}
          </ul>
        )}
        <LoadMore query={list} />
      </div>
    </div>
  );
}
