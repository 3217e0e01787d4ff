"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { EventFilters, useEventFilters } from "./event-filters.tsx";
import { EventStatusBadge } from "./event-status.tsx";

/** Everything that happened, newest first. */
export function EventList() {
  const t = useTranslations("event");
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
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        empty={
          asked.search ? (
            <EmptyState title={t("nothingFound")}>{t("searchHint")}</EmptyState>
          ) : (
            <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
          )
        }
      >
        {(event) => (
          <RowLink
            key={event.id}
            href={`/events/${event.id}`}
            columns="md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_minmax(0,20rem)_6rem_5rem]"
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
          </RowLink>
        )}
      </PagedRows>
    </div>
  );
}
