"use client";

import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const statusFilters = ["awaiting_review", "open", "answered", "all"] as const;

/** What the inbox shows is in its address, so that it can be sent to a colleague and survives a reload. */
export function useInboxFilters() {
  const [filters, setFilters] = useQueryStates({
    status: parseAsStringLiteral(statusFilters).withDefault("awaiting_review"),
    search: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(200) }),
  });
  const input = {
    ...(filters.status === "all" ? {} : { status: filters.status }),
    ...(filters.search ? { search: filters.search } : {}),
    limit: 30,
  };
  return { ...filters, setFilters, input };
}
