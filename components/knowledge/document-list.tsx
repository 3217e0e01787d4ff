"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { PagedRows } from "../live/paged-rows.tsx";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { DeleteDocument } from "./delete-document.tsx";
import { DocumentStatusBadge } from "./document-status.tsx";
import { RetryDocument } from "./retry-document.tsx";
import { UploadArea } from "./upload-area.tsx";

/** What the team knows, with how far each document is. */
export function DocumentList() {
  const t = useTranslations("knowledge");
  const isAdmin = useIsAdmin();
  const sentence = useSentence();
  const trpc = useTRPC();
  const client = useQueryClient();
  const list = useInfiniteQuery(
    trpc.knowledge.list.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const refresh = useCallback(
    () => void client.invalidateQueries(trpc.knowledge.list.pathFilter()),
    [client, trpc],
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      {isAdmin ? <UploadArea onUploaded={refresh} /> : null}
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        placeholders={6}
        empty={<EmptyState title={t("empty")}>{isAdmin ? t("emptyAdmin") : t("emptyAgent")}</EmptyState>}
      >
        {(document) => (
          <li
            key={document.id}
            className="flex items-center gap-3 border-b px-4 py-2 hover:bg-muted/60 md:px-8"
          >
            <div className="min-w-0 flex-1">
              <Link
                href={`/knowledge/${document.id}`}
                prefetch={false}
                className="inline-flex min-h-6 max-w-full items-center font-medium hover:underline"
              >
                <bdi className="truncate">{document.title}</bdi>
              </Link>
              <p className="truncate text-sm text-muted-foreground">
                <bdi>{document.filename}</bdi>
                {document.status === "ready" ? ` · ${t("passages", { count: document.chunks })}` : null}
              </p>
              {document.error ? (
                <p className="foreign-text text-sm text-destructive">{sentence(document.error)}</p>
              ) : null}
            </div>
            <DocumentStatusBadge status={document.status} />
            <RelativeTime
              at={document.updatedAt}
              className="w-20 shrink-0 text-right text-xs text-muted-foreground max-sm:hidden"
            />
            {isAdmin && document.error ? <RetryDocument id={document.id} title={document.title} /> : null}
            {isAdmin ? <DeleteDocument id={document.id} title={document.title} /> : null}
          </li>
        )}
      </PagedRows>
    </>
  );
}
