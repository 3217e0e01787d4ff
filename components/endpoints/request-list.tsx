"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PagedRows } from "../live/paged-rows.tsx";
import { type Answers, useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { useReason } from "./use-reason.ts";
import { VerdictBadge } from "./verdict-badge.tsx";
import { VerifyAllAgain } from "./verify-all-again.tsx";

const filters = ["all", "accepted", "duplicate", "rejected", "handshake"] as const;

/** Every call to an endpoint, newest first, refused ones with their reason. */
export function RequestList({ endpoint }: { endpoint: Pick<Answers["endpoint"]["show"], "id"> }) {
  const t = useTranslations("endpoint");
  const reason = useReason();
  const format = useFormatter();
  const trpc = useTRPC();
  const [verdict, setVerdict] = useQueryState("verdict", parseAsStringLiteral(filters).withDefault("all"));
  const list = useInfiniteQuery(
    trpc.request.list.infiniteQueryOptions(
      { endpoint: endpoint.id, limit: 50, ...(verdict !== "all" && { verdict }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const refused = rows.some((row) => row.verdict === "rejected");
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-3 md:px-8">
        <FilterBar
          className="flex-1 max-sm:basis-full"
          label={t("requests.filter")}
          value={verdict}
          onChange={setVerdict}
          options={filters.map((value) => ({
            value,
            label: value === "all" ? t("requests.all") : t(`verdict.${value}`),
          }))}
        />
        {refused ? <VerifyAllAgain endpointId={endpoint.id} /> : null}
      </div>
      <PagedRows
        list={list}
        rows={rows}
        label={t("requests.title")}
        placeholders={6}
        empty={
          <EmptyState title={verdict === "all" ? t("requests.empty") : t("requests.noneSuch")}>
            {verdict === "all" ? t("requests.emptyHint") : null}
          </EmptyState>
        }
      >
        {(row) => (
          <RowLink
            key={row.id}
            href={`/endpoints/${endpoint.id}/requests/${row.id}`}
            columns="grid-cols-[auto_1fr_auto] md:grid-cols-[6rem_minmax(0,1fr)_5rem_5rem_6rem]"
          >
            <span>
              <VerdictBadge request={row} />
            </span>
            <span className="truncate text-sm">
              {row.reason
                ? reason(row.reason)
                : row.verifiedAgainAt
                  ? t("requests.again")
                  : t(`told.${row.verdict}`)}
              {row.count > 1 ? ` (${t("requests.count", { count: row.count })})` : null}
            </span>
            <span className="text-xs text-muted-foreground max-md:hidden">HTTP {row.status}</span>
            <span className="text-right text-xs text-muted-foreground max-md:hidden">
              {format.number(row.durationMs, {
                style: "unit",
                unit: "millisecond",
                maximumFractionDigits: row.durationMs < 10 ? 1 : 0,
              })}
            </span>
            <RelativeTime at={row.receivedAt} className="justify-self-end text-xs text-muted-foreground" />
          </RowLink>
        )}
      </PagedRows>
    </>
  );
}
