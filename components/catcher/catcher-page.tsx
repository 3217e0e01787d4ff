"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";

/** What would have been sent: every reply the catcher kept, as the customer would have read it. */
export function CatcherPage() {
  const t = useTranslations("catcher");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.delivery.list.infiniteQueryOptions(
      { limit: 30, status: "caught" },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        placeholders={6}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      >
        {({ id, payload, createdAt }) => {
          const { contact, text } = payload.data;
          return (
            <li key={id} className="border-b px-4 py-3 md:px-8">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <Link href={`/deliveries/${id}`} className="min-h-6 font-medium hover:underline">
                  {t("to")} <bdi>{contact.name ?? contact.email ?? contact.external_id}</bdi>
                </Link>
                <RelativeTime at={createdAt} className="text-xs text-muted-foreground" />
              </p>
              <p className="foreign-text max-w-3xl whitespace-pre-wrap">{text}</p>
            </li>
          );
        }}
      </PagedRows>
    </div>
  );
}
