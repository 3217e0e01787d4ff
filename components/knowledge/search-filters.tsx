"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "../trpc.ts";
import { FilterSelect } from "../ui/filter-select.tsx";

const known = ["product", "region", "audience"] as const;

/** The metadata a search is kept to, as the address says it: `filter=product:lumen`. */
export function useSearchFilter() {
  const [written, setWritten] = useQueryState("filter", parseAsArrayOf(parseAsString).withDefault([]));
  const filter = useMemo(() => {
    const pairs = written.map(
      (one) => [one.slice(0, one.indexOf(":")), one.slice(one.indexOf(":") + 1)] as const,
    );
    return Object.fromEntries(pairs.filter(([key]) => key)) as Record<string, string>;
  }, [written]);
  const choose = (key: string, value: string) => {
    const rest = written.filter((one) => !one.startsWith(`${key}:`));
    const next = value ? [...rest, `${key}:${value}`] : rest;
    void setWritten(next.length > 0 ? next : null);
  };
  return { filter, choose };
}

/** A choice for each kind of metadata the documents carry; none where they carry none. */
export function SearchFilters() {
  const t = useTranslations("documentDetails");
  const say = useTranslations("knowledge.search");
  const trpc = useTRPC();
  const { filter, choose } = useSearchFilter();
  const { data } = useQuery(trpc.knowledge.metadata.queryOptions());
  const keys = [...new Set(data?.map(({ key }) => key))];
  if (keys.length === 0) return null;
  const nameOf = (key: string) => {
    const own = known.find((one) => one === key);
    return own ? t(own) : key;
  };
  return (
    <div className="-mx-1.5 flex flex-wrap items-center gap-1">
      {keys.map((key) => (
        <FilterSelect
          key={key}
          aria-label={nameOf(key)}
          active={key in filter}
          value={filter[key] ?? ""}
          onChange={(event) => choose(key, event.target.value)}
        >
          <option value="">{say("any", { name: nameOf(key) })}</option>
          {data
            ?.filter((one) => one.key === key)
            .map(({ value, documents }) => (
              <option key={value} value={value}>
                {key === "audience" && value === "internal" ? t("internal") : value} ({documents})
              </option>
            ))}
        </FilterSelect>
      ))}
    </div>
  );
}
