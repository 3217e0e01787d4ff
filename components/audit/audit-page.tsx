"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState } from "../ui/states.tsx";
import { AuditRow } from "./audit-row.tsx";

const filters = [
  "all",
  "member",
  "channel",
  "endpoint",
  "playbook",
  "tool",
  "api_key",
  "document",
  "delivery",
  "suggestion",
  "run",
] as const;

/** Who changed what, with what it was before and after. */
export function AuditPage() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const [subject, setSubject] = useQueryState("subject", parseAsStringLiteral(filters).withDefault("all"));
  const list = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { limit: 50, ...(subject !== "all" && { subject }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <FilterBar
        className="px-4 pb-3 md:px-8"
        label={t("filter")}
        value={subject}
        onChange={setSubject}
        options={filters.map((value) => ({
          value,
          label: value === "all" ? t("all") : t(`subjects.${value}`),
        }))}
      />
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        placeholders={8}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      >
        {(entry) => <AuditRow key={entry.id} entry={entry} />}
      </PagedRows>
    </div>
  );
}
