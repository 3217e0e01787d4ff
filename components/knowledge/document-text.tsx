"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { citedRange } from "./cited-range.ts";

/** The extracted text as it is stored, with exactly text.slice(start, end) marked and brought into view. */
export function DocumentText({
  text,
  start,
  end,
}: {
  text: string;
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
    <div className="border-t px-4 py-6 md:px-8">
      {start === undefined ? null : (
        <p className="mb-4 text-sm text-muted-foreground">{cited ? t("cited") : t("badRange")}</p>
      )}
      <div className="foreign-text max-w-[76ch] leading-relaxed">
        {cited ? (
          <>
            {text.slice(0, cited.start)}
            <mark ref={mark} className="rounded-xs ring-2 ring-evidence">
              {text.slice(cited.start, cited.end)}
            </mark>
            {text.slice(cited.end)}
          </>
        ) : (
          text
        )}
      </div>
    </div>
  );
}
