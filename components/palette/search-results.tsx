"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BookOpenText, MessageSquareText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { contactName } from "../inbox/conversation-row.tsx";
import { useTRPC } from "../trpc.ts";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";

const pauseMs = 180;
const most = 5;

/** Conversations and documents for what was typed. */
export function SearchResults({ query, run }: { query: string; run: (action: () => unknown) => void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const trpc = useTRPC();
  const search = useSettled(query.trim());
  const options = { enabled: search !== "", placeholderData: keepPreviousData };
  const conversations = useQuery(
    trpc.conversation.list.queryOptions({ search: search || " ", limit: most }, options),
  );
  const passages = useQuery(trpc.knowledge.search.queryOptions({ query: search || " ", limit: 10 }, options));

  if (query.trim() === "") return null;
  const documents = new Map(
    (passages.data?.passages ?? []).map((passage) => [passage.documentId, passage] as const),
  );
  return (
    <>
      {conversations.data?.data.length ? (
        <PaletteGroup heading={t("groups.conversations")}>
          {conversations.data.data.map((row) => (
            <PaletteItem
              key={row.id}
              id={`found-${row.id}`}
              icon={<MessageSquareText aria-hidden />}
              detail={contactName(row.contact)}
              onSelect={() => run(() => router.push(`/inbox/${row.id}?status=all`))}
            >
              {row.subject}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {documents.size > 0 ? (
        <PaletteGroup heading={t("groups.documents")}>
          {[...documents.values()].slice(0, most).map((passage) => (
            <PaletteItem
              key={passage.documentId}
              id={`found-${passage.documentId}`}
              icon={<BookOpenText aria-hidden />}
              onSelect={() =>
                run(() =>
                  router.push(
                    `/knowledge/${passage.documentId}?version=${passage.versionId}&start=${passage.start}&end=${passage.end}`,
                  ),
                )
              }
            >
              {passage.title}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
    </>
  );
}

/** A value that has not changed for a moment: not every letter asks the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
