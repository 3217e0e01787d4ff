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
import { AddLink } from "./add-link.tsx";
import { CancelDocument } from "./cancel-document.tsx";
import { DeleteDocument } from "./delete-document.tsx";
import { DocumentDetails } from "./document-details.tsx";
import { DocumentMarks } from "./document-marks.tsx";
import { DocumentStatusBadge } from "./document-status.tsx";
import { RetryDocument } from "./retry-document.tsx";
import { UploadArea } from "./upload-area.tsx";

/** A list of files or pages that is ready names what was not taken; reading it again would change nothing. */
export const canRetry = (document: { error: string | null; status: string; chunks: number }) =>
  document.error !== null && (document.status === "failed" || document.chunks > 0);

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
      {isAdmin ? <UploadArea onUploaded={refresh} also={<AddLink />} /> : null}
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
                <bdi>{document.sourceUrl ?? document.filename}</bdi>
                {document.status === "ready" && document.chunks > 0
                  ? ` · ${t("passages", { count: document.chunks })}`
                  : null}
              </p>
              {document.error ? (
                <p className="foreign-text text-sm text-destructive">{sentence(document.error)}</p>
              ) : null}
            </div>
            <DocumentMarks metadata={document.metadata} />
            <DocumentStatusBadge status={document.status} progress={document.progress} />
            <RelativeTime
              at={document.updatedAt}
              className="w-20 shrink-0 text-right text-xs text-muted-foreground max-sm:hidden"
            />
            {isAdmin && !["ready", "failed"].includes(document.status) ? (
              <CancelDocument id={document.id} title={document.title} />
            ) : null}
            {isAdmin && canRetry(document) ? <RetryDocument id={document.id} title={document.title} /> : null}
            {isAdmin ? <DocumentDetails document={document} /> : null}
            {isAdmin ? <DeleteDocument id={document.id} title={document.title} /> : null}
          </li>
        )}
      </PagedRows>
    </>
  );
}
