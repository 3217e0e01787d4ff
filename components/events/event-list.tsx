"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { EventFilters, useEventFilters } from "./event-filters.tsx";
import { EventStatusBadge } from "./event-status.tsx";

/** Everything that happened, newest first. */
export function EventList() {
  const t = useTranslations("event");
  const errorText = useErrorText();
  const { filters, setFilters, asked } = useEventFilters();
  const searchField = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => searchField.current?.focus() });
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.event.list.infiniteQueryOptions(
      { limit: 50, ...asked },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="h-full overflow-y-auto">
      <PageHeader title={t("title")} description={t("description")} />
      <EventFilters filters={filters} setFilters={setFilters} searchField={searchField} />
      {list.isPending ? (
        <SkeletonRows count={10} className="md:px-8" />
      ) : list.isError && rows.length === 0 ? (
        <ErrorState error={{ message: errorText(list.error) }} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        asked.search ? (
          <EmptyState title={t("nothingFound")}>{t("searchHint")}</EmptyState>
        ) : (
          <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
        )
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {rows.map((event) => (
            <li
              key={event.id}
              className="border-b [contain-intrinsic-size:auto_3rem] [content-visibility:auto]"
            >
              <Link
                href={`/events/${event.id}`}
                prefetch={false}
                className="grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 px-4 py-1.5 hover:bg-muted/60 focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_minmax(0,20rem)_6rem_5rem] md:px-8"
              >
                <span className="truncate font-medium">
                  <bdi>{event.type}</bdi>
                </span>
                <span className="truncate text-sm max-md:hidden">
                  <bdi>{event.mapped.text}</bdi>
                </span>
                <span className="truncate text-sm text-muted-foreground max-md:order-3">
                  <bdi>{event.endpoint.name}</bdi> · <bdi className="font-mono text-xs">{event.eventKey}</bdi>
                </span>
                <span className="justify-self-end">
                  <EventStatusBadge status={event.status} />
                </span>
                <RelativeTime
                  at={event.receivedAt}
                  className="justify-self-end text-xs text-muted-foreground max-md:order-4"
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <LoadMore query={list} />
    </div>
  );
}
