"use client";

import { useTranslations } from "next-intl";
import { Fragment, useEffect, useRef } from "react";
import { citedRange } from "./cited-range.ts";

/** The extracted text as it is stored, page by page, with exactly text.slice(start, end) marked and brought into view. */
export function DocumentText({
  text,
  pages,
  start,
  end,
}: {
  text: string;
  /** Where each page begins; empty for files without pages. */
  pages: number[];
  start: string | undefined;
  end: string | undefined;
}) {
  const t = useTranslations("document");
  const mark = useRef<HTMLElement>(null);
  const cited = citedRange(start, end, text.length);
  const citedFrom = cited?.start;
  useEffect(() => {
    if (citedFrom !== undefined) mark.current?.scrollIntoView({ block: "center" });
  }, [citedFrom]);
  return (
    <div className="min-w-0 flex-1 border-t px-4 py-6 md:px-8">
      {start === undefined ? null : (
        <p className="mb-4 text-sm text-muted-foreground">{cited ? t("cited") : t("badRange")}</p>
      )}
      <div className="foreign-text max-w-[76ch] leading-relaxed">
        {pagesOf(text, pages).map((page, index) => {
          const marked = {
            start: Math.max(cited?.start ?? 0, page.start),
            end: Math.min(cited?.end ?? 0, page.end),
          };
          return (
            <Fragment key={page.start}>
              {pages.length > 1 ? <PageBreak label={t("page", { page: index + 1 })} /> : null}
              {marked.start < marked.end ? (
                <>
                  {text.slice(page.start, marked.start)}
                  <mark
                    ref={marked.start === citedFrom ? mark : undefined}
                    className="rounded-xs ring-2 ring-evidence"
                  >
                    {text.slice(marked.start, marked.end)}
                  </mark>
                  {text.slice(marked.end, page.end)}
                </>
              ) : (
                text.slice(page.start, page.end)
              )}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

/** The stretches of the text between page breaks, one for a file without pages. */
function pagesOf(text: string, pages: number[]): { start: number; end: number }[] {
  const starts = [0, ...pages.slice(1)];
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

function PageBreak({ label }: { label: string }) {
  return (
    <div className="my-2 flex items-center gap-3 text-muted-foreground text-xs select-none">
      {label}
      <span aria-hidden className="h-px flex-1 bg-border" />
    </div>
  );
}
