"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../trpc.ts";
import { contactName, type Row } from "./conversation-row.tsx";
import { useInboxFilters } from "./filters.ts";
import { mergeNewest } from "./merge-newest.ts";

/** Patches the inbox's rows in place when conversations change, and words for who listens instead of looking. */
export function useInboxPatch() {
  const t = useTranslations("inbox");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { input } = useInboxFilters();
  const [announcement, setAnnouncement] = useState("");

  async function patch(changed: string[]) {
    const { queryKey } = trpc.conversation.list.infiniteQueryFilter(input);
    // Lists under other filters are read again when they are shown.
    await client.invalidateQueries({ ...trpc.conversation.list.pathFilter(), refetchType: "none" });
    const key = trpc.conversation.list.infiniteQueryKey(input);
    const before = client.getQueryData(key);
    if (!before || client.getQueryCache().find({ queryKey, exact: false })?.getObserversCount() === 0) return;
    const newest = await client
      .fetchQuery(trpc.conversation.list.queryOptions(input, { staleTime: 0 }))
      .catch(() => undefined);
    if (!newest) return;
    const pages = mergeNewest<Row>(before.pages, newest, changed);
    if (!pages) return void client.invalidateQueries({ queryKey: key });
    client.setQueryData(key, {
      pages,
      pageParams: pages.map((_, index) =>
        index === 0 ? undefined : pages[index - 1]?.nextCursor,
      ) as typeof before.pageParams,
    });
    const known = new Map(before.pages.flatMap((page) => page.data.map((row) => [row.id, row])));
    const arrived = newest.data.filter((row) => row.unread && known.get(row.id)?.unread !== true);
    if (arrived[0])
      setAnnouncement(
        t("arrived", {
          count: arrived.length,
          name: contactName(arrived[0].contact),
          subject: arrived[0].subject,
        }),
      );
  }

  return { patch, announcement };
}
