"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useIsAdmin } from "../frame/viewer.tsx";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { RetryFailed } from "./delivery-actions.tsx";
import { DeliveryStatusBadge, deliveryStatusValues } from "./delivery-status.tsx";

const filters = ["all", ...deliveryStatusValues] as const;

/** Every reply on its way, newest first. */
export function DeliveryList() {
  const t = useTranslations("delivery");
  const isAdmin = useIsAdmin();
  const [status, setStatus] = useQueryState("status", parseAsStringLiteral(filters).withDefault("all"));
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.delivery.list.infiniteQueryOptions(
      { limit: 50, ...(status !== "all" && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="h-full overflow-y-auto">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={isAdmin && status === "failed" && rows.length > 0 ? <RetryFailed /> : null}
      />
      <FilterBar
        className="px-4 pb-3 md:px-8"
        label={t("filter")}
        value={status}
        onChange={setStatus}
        options={filters.map((value) => ({
          value,
          label: value === "all" ? t("all") : t(`status.${value}`),
        }))}
      />
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      >
        {(delivery) => {
          const { contact, text } = delivery.payload.data;
          return (
            <RowLink
              key={delivery.id}
              href={`/deliveries/${delivery.id}`}
              columns="md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_6rem_auto_6rem]"
            >
              <span className="truncate font-medium">
                <bdi>{contact.name ?? contact.email ?? contact.external_id}</bdi>
              </span>
              <span className="truncate text-sm text-muted-foreground max-md:order-3">
                <bdi>{text}</bdi>
              </span>
              <span className="justify-self-end text-xs text-muted-foreground max-md:hidden">
                {t("attempts", { count: delivery.attempts.length })}
              </span>
              <span className="justify-self-end">
                <DeliveryStatusBadge status={delivery.status} />
              </span>
              <RelativeTime
                at={delivery.createdAt}
                className="justify-self-end text-xs text-muted-foreground max-md:order-4"
              />
            </RowLink>
          );
        }}
      </PagedRows>
    </div>
  );
}
