"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import type { RunCounts } from "../../server/platform/durable-runs.ts";
import { PagedRows } from "../live/paged-rows.tsx";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { FunctionSelect } from "./function-select.tsx";
import { RunStatusBadge, runStatusValues } from "./run-status.tsx";
import { SettleAll } from "./settle-all.tsx";
import { useDuration, useFunctionName } from "./use-run-texts.ts";

const filters = ["all", ...runStatusValues] as const;
/** Beyond this the server does not count. */
const mostCounted = 1000;
const refreshMs = 3000;

/** The runs of the embedded engine, newest first; the first page and the counts follow what happens. */
export function RunList({
  counts,
  functions,
}: {
  counts: RunCounts;
  functions: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("run");
  const duration = useDuration();
  const functionName = useFunctionName();
  const [status, setStatus] = useQueryState("status", parseAsStringLiteral(filters).withDefault("all"));
  const [functionId, setFunctionId] = useQueryState("function", parseAsString.withDefault(""));
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(
      { limit: 50, ...(status !== "all" && { status }), ...(functionId && { functionId }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // Who has gone further down keeps the place.
        refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : refreshMs),
      },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const shown = (value: (typeof filters)[number]) => {
    if (value === "all" || value === "completed") return "";
    const count = counts[value];
    return count >= mostCounted ? ` ${mostCounted}+` : count > 0 ? ` ${count}` : "";
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3 md:px-8">
        <FilterBar
          label={t("filter")}
          value={status}
          onChange={setStatus}
          options={filters.map((value) => ({
            value,
            label: `${value === "all" ? t("all") : t(`status.${value}`)}${shown(value)}`,
          }))}
        />
        <FunctionSelect functions={functions} value={functionId} onChange={setFunctionId} />
        {counts.unsettled > 0 ? <SettleAll count={counts.unsettled} /> : null}
      </div>
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      >
        {(run) => (
          <RowLink
            key={run.id}
            href={`/runs/${run.id}`}
            columns="md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem_6rem_5rem]"
          >
            <span className="truncate font-medium">
              <bdi>{functionName(run.functionId)}</bdi>
            </span>
            {run.errorMessage ? (
              <bdi className="truncate text-sm text-muted-foreground max-md:order-3">{run.errorMessage}</bdi>
            ) : (
              <span className="truncate font-mono text-xs text-muted-foreground max-md:order-3">
                {run.id}
              </span>
            )}
            <span className="justify-self-end text-xs text-muted-foreground max-md:hidden">
              {run.endedAt ? duration(run.endedAt.getTime() - run.createdAt.getTime()) : null}
            </span>
            <span className="flex items-center gap-1 justify-self-end">
              <RunStatusBadge run={run} />
            </span>
            <RelativeTime
              at={run.createdAt}
              className="justify-self-end text-xs text-muted-foreground max-md:order-4"
            />
          </RowLink>
        )}
      </PagedRows>
    </>
  );
}

/** Reads again while it is looked at. */
export function useRunOverview() {
  const trpc = useTRPC();
  return useQuery(trpc.run.overview.queryOptions(undefined, { refetchInterval: refreshMs }));
}
