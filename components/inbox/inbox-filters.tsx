"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useTRPC } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { FilterSelect } from "../ui/filter-select.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { priorities, statusFilters, useInboxFilters } from "./filters.ts";
import { ViewsButton } from "./views-button.tsx";

const anyone = "";
const any = "";

/** What of the inbox is shown: where it lies, whose it is, how urgent, read or not, and which words it has. */
export function InboxFilters({ searchField }: { searchField: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations("inbox");
  const trpc = useTRPC();
  const { status, assignee, priority, unread, search, setFilters } = useInboxFilters();
  const colleagues = useQuery(trpc.conversation.colleagues.queryOptions(undefined, { staleTime: 300_000 }));
  return (
    <div className="flex flex-col gap-2 border-b px-4 pt-4 pb-2">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h1 className="text-lg font-semibold">{t("title")}</h1>
        <ViewsButton />
      </div>
      <SearchField
        field={searchField}
        label={t("search")}
        value={search}
        onSearch={(text) => setFilters({ search: text || null })}
      />
      <FilterBar
        label={t("filter")}
        value={status}
        onChange={(value) => setFilters({ status: value })}
        options={statusFilters.map((value) => ({ value, label: t(`filters.${value}`) }))}
      />
      <div className="-mx-1.5 flex flex-wrap items-center gap-1">
        <FilterSelect
          aria-label={t("assignee.label")}
          value={assignee}
          active={assignee !== anyone}
          onChange={(event) => setFilters({ assignee: event.target.value || null })}
        >
          <option value={anyone}>{t("assignee.anyone")}</option>
          <option value="me">{t("assignee.me")}</option>
          <option value="none">{t("assignee.none")}</option>
          {colleagues.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect
          aria-label={t("priority.label")}
          value={priority ?? any}
          active={priority !== null}
          onChange={(event) => {
            const chosen = priorities.find((value) => value === event.target.value);
            void setFilters({ priority: chosen ?? null });
          }}
        >
          <option value={any}>{t("priority.any")}</option>
          {priorities.map((value) => (
            <option key={value} value={value}>
              {t(`priority.${value}`)}
            </option>
          ))}
        </FilterSelect>
        <button
          type="button"
          aria-pressed={unread}
          onClick={() => setFilters({ unread: unread ? null : true })}
          className="min-h-7 rounded-md px-1.5 text-sm text-muted-foreground hover:text-foreground aria-pressed:bg-accent aria-pressed:font-medium aria-pressed:text-accent-foreground"
        >
          {t("onlyUnread")}
        </button>
      </div>
    </div>
  );
}
