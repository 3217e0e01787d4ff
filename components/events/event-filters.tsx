"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type RefObject, useState } from "react";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { FilterSelect } from "../ui/filter-select.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { eventStatusValues } from "./event-status.tsx";

const statuses = ["all", ...eventStatusValues] as const;
const hours = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
const spans = Object.keys(hours) as (keyof typeof hours)[];
const quarterMs = 900_000;

/** What the address says is shown, and what of it a list asks the server for. */
export function useEventFilters() {
  const [filters, setFilters] = useQueryStates({
    status: parseAsStringLiteral(statuses).withDefault("all"),
    endpoint: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    since: parseAsStringLiteral(spans),
    search: parseAsString.withDefault(""),
  });
  // By the quarter of an hour, so that the same choice is the same question for a while.
  const [now] = useState(() => Math.floor(Date.now() / quarterMs) * quarterMs);
  const search = filters.search.trim();
  const { status, endpoint, type, since } = filters;
  const asked = {
    ...(status !== "all" && { status }),
    ...(endpoint && { endpoint }),
    ...(type && { type }),
    ...(since && { from: new Date(now - hours[since] * 3_600_000) }),
    ...(search && { search }),
  };
  return { filters, setFilters, asked };
}

type Filters = ReturnType<typeof useEventFilters>;

export function EventFilters({
  filters,
  setFilters,
  searchField,
}: Pick<Filters, "filters" | "setFilters"> & { searchField: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations("event");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.event.choices.queryOptions());
  return (
    <div className="flex flex-col gap-2 px-4 pb-3 md:px-8">
      <SearchField
        field={searchField}
        label={t("search")}
        describedBy="event-search-hint"
        value={filters.search}
        onSearch={(search) => setFilters({ search: search || null })}
      />
      <p
        id="event-search-hint"
        className={filters.search ? "max-w-xl text-pretty text-xs text-muted-foreground" : "sr-only"}
      >
        {t("searchHint")}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <FilterBar
          label={t("filter")}
          value={filters.status}
          onChange={(status) => setFilters({ status })}
          options={statuses.map((value) => ({
            value,
            label: value === "all" ? t("all") : t(`status.${value}`),
          }))}
        />
        <FilterSelect
          aria-label={t("fields.endpoint")}
          value={filters.endpoint}
          active={filters.endpoint !== ""}
          onChange={(event) => setFilters({ endpoint: event.target.value || null })}
        >
          <option value="">{t("everyEndpoint")}</option>
          {data?.endpoints.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect
          aria-label={t("fields.type")}
          value={filters.type}
          active={filters.type !== ""}
          onChange={(event) => setFilters({ type: event.target.value || null })}
        >
          <option value="">{t("everyType")}</option>
          {data?.types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect
          aria-label={t("fields.receivedAt")}
          value={filters.since ?? ""}
          active={filters.since !== null}
          onChange={(event) =>
            setFilters({ since: spans.find((span) => span === event.target.value) ?? null })
          }
        >
          <option value="">{t("anyTime")}</option>
          {spans.map((span) => (
            <option key={span} value={span}>
              {t(`since.${span}`)}
            </option>
          ))}
        </FilterSelect>
      </div>
    </div>
  );
}
