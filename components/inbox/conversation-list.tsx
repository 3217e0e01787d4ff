"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { ConversationRow } from "./conversation-row.tsx";
import { useInboxFilters } from "./filters.ts";
import { InboxFilters } from "./inbox-filters.tsx";
import { focusedConversation, moveFocus, openFocused } from "./move-focus.ts";
import { selection, useSelection } from "./selection.ts";
import { useArrivals } from "./use-arrivals.ts";
import { useKeptPlace } from "./use-kept-place.ts";

/** The inbox's list with its filters. Lives in the layout, so that it stays in place while conversations open. */
export function ConversationList() {
  const t = useTranslations("inbox");
  const { conversationId } = useParams<{ conversationId?: string }>();
  const { status, view, input, address } = useInboxFilters();
  const searchField = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const errorText = useErrorText();
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.conversation.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (previous) => previous,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const ids = rows.map((row) => row.id);
  const marked = useSelection();
  const { arrived, onScroll, toTop } = useArrivals(rows, scroller);
  const place = useKeptPlace(ids);
  const mark = (range: boolean, id = focusedConversation() ?? conversationId) => {
    if (!id || !ids.includes(id)) return false;
    if (range) selection.range(ids, id);
    else selection.toggle(id);
  };
  useShortcuts({
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    o: openFocused,
    x: () => mark(false),
    X: () => mark(true),
    "/": () => searchField.current?.focus(),
  });
  useEffect(() => {
    if (!list.isPlaceholderData && list.data) selection.keep(ids);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key !== "Escape" ||
        event.defaultPrevented ||
        document.querySelector("[role=dialog], [role=menu]")
      )
        return;
      if (!(document.activeElement instanceof HTMLTextAreaElement)) selection.clear();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  // Another view is another list: nothing stays marked that cannot be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every change of the view
  useEffect(() => {
    selection.clear();
    scroller.current?.scrollTo({ top: 0 });
  }, [address]);
  const narrowed = view.search || view.assignee || view.priority || view.unread;

  return (
    <div className="flex h-full flex-col">
      <InboxFilters searchField={searchField} />
      <div className="relative min-h-0 flex-1">
        {arrived > 0 ? (
          <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
            <Button
              variant="primary"
              size="sm"
              className="pointer-events-auto rounded-full shadow-popover"
              onClick={toTop}
            >
              <ArrowUp aria-hidden /> {t("new", { count: arrived })}
            </Button>
          </div>
        ) : null}
        <div
          ref={scroller}
          className="h-full overflow-y-auto"
          aria-busy={list.isPlaceholderData}
          onScroll={onScroll}
        >
          {list.isPending ? (
            <SkeletonRows count={8} className="h-19" />
          ) : list.isError && rows.length === 0 ? (
            <ErrorState error={{ message: errorText(list.error) }} onRetry={() => list.refetch()} />
          ) : rows.length === 0 ? (
            <EmptyState title={narrowed ? t("empty.search") : t(`empty.${status}`)}>
              {view.search ? t("empty.searchHint") : narrowed ? t("empty.filterHint") : t("empty.hint")}
            </EmptyState>
          ) : (
            <ul aria-label={t("title")} {...place}>
              {rows.map((row) => (
                <li key={row.id} className="[contain-intrinsic-size:auto_5rem] [content-visibility:auto]">
                  <ConversationRow
                    row={row}
                    current={row.id === conversationId}
                    showStatus={status === "all" || status === "open" || status === "done"}
                    marked={marked.has(row.id)}
                    onMark={(range) => mark(range, row.id)}
                    href={`/inbox/${row.id}${address}`}
                  />
                </li>
              ))}
            </ul>
          )}
          <LoadMore query={list} />
        </div>
      </div>
      <BulkBar loaded={ids} />
    </div>
  );
}
