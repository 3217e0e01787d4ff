"use client";

import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { lazy, Suspense } from "react";
import type { Answers } from "../trpc.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { SkeletonRows } from "../ui/states.tsx";
import { citedRange } from "./cited-range.ts";
import { DocumentText } from "./document-text.tsx";

const PdfPage = lazy(() => import("./pdf-page.tsx"));
const views = ["text", "original"] as const;

/** What was read of a file; of a PDF also the pages themselves, with the place marked on them. */
export function DocumentBody({
  documentId,
  versionId,
  version,
  start,
  end,
}: {
  documentId: string;
  versionId: string;
  version: Answers["knowledge"]["text"];
  start: string | undefined;
  end: string | undefined;
}) {
  const t = useTranslations("pdf");
  const [view, setView] = useQueryState("view", parseAsStringLiteral(views).withDefault("text"));
  const { text, layout, mediaType } = version;
  const pages = layout.pages ?? [];
  const hasOriginal = mediaType === "application/pdf" && pages.length > 0;
  if (!hasOriginal) return <DocumentText text={text} pages={pages} start={start} end={end} />;
  return (
    <div className="min-w-0 flex-1">
      <FilterBar
        label={t("view")}
        className="mx-2.5 mb-3 md:mx-6.5"
        options={views.map((value) => ({ value, label: t(value) }))}
        value={view}
        onChange={(next) => setView(next === "text" ? null : next)}
      />
      {view === "text" ? (
        <DocumentText text={text} pages={pages} start={start} end={end} />
      ) : (
        <div className="border-t px-4 py-6 md:px-8">
          <Suspense fallback={<SkeletonRows count={6} />}>
            <PdfPage
              documentId={documentId}
              versionId={versionId}
              pages={pages}
              text={text}
              cited={citedRange(start, end, text.length)}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
