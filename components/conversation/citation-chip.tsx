"use client";

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTick } from "../home/use-tick.ts";
import { cn } from "../ui/class-names.ts";
import { PreviewCard, PreviewCardContent, PreviewCardTrigger } from "../ui/preview-card.tsx";
import type { ShownCitation } from "./shown.ts";

/** The page of the cited document, scrolled to the quote; nothing for evidence that is no document. */
export function citationHref(citation: ShownCitation): string | undefined {
  if (!citation.documentId || !citation.versionId || citation.start === null || citation.end === null)
    return undefined;
  const range = new URLSearchParams({
    version: citation.versionId,
    start: String(citation.start),
    end: String(citation.end),
  });
  return `/knowledge/${citation.documentId}?${range}`;
}

const chip =
  "inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm border border-evidence-line bg-evidence px-1.5 text-xs font-medium text-evidence-foreground hover:underline data-popup-open:underline";

/** [1] with where it comes from; on hover and on focus a card with the very words it rests on. */
export function CitationChip({ citation, used }: { citation: ShownCitation; used: boolean }) {
  const t = useTranslations("citation");
  const tick = useTick();
  const field = citation.field ?? "";
  const source =
    citation.documentTitle ??
    (citation.source === "tool"
      ? t("toolField", { field: field.replace(/^tools\./, "") })
      : t("eventField", { field }));
  const href = citationHref(citation);
  const label = (
    <>
      <span className="shrink-0 font-mono">[{citation.ordinal}]</span>
      <bdi className="max-w-48 truncate">{source}</bdi>
    </>
  );
  const className = cn(chip, !used && "border-dashed bg-transparent text-muted-foreground");
  return (
    <PreviewCard onOpenChange={(open) => open && tick("citation")}>
      {href ? (
        <PreviewCardTrigger
          delay={150}
          closeDelay={150}
          render={<Link href={href} prefetch={false} />}
          className={className}
        >
          {label}
        </PreviewCardTrigger>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the card of evidence that is no document opens on focus too
        <PreviewCardTrigger delay={150} closeDelay={150} render={<span tabIndex={0} />} className={className}>
          {label}
        </PreviewCardTrigger>
      )}
      <PreviewCardContent>
        {citation.sentence === citation.quote ? null : (
          <>
            <p className="text-xs text-muted-foreground">{t("says")}</p>
            <p className="foreign-text text-sm">{citation.sentence}</p>
          </>
        )}
        <p className="text-xs text-muted-foreground">
          {citation.sentence === citation.quote ? t("quotes") : t("rests")}{" "}
          <bdi className="font-medium text-foreground">{source}</bdi>
        </p>
        <blockquote className="foreign-text border-l-3 border-evidence-line bg-evidence/40 px-3 py-2 text-sm">
          {citation.quote}
        </blockquote>
        {used ? null : <p className="text-xs text-pending">{t("unused")}</p>}
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-6 items-center gap-1 self-start text-sm font-medium text-primary hover:underline"
          >
            {t("open")} <ArrowUpRight aria-hidden className="size-3.5" />
          </Link>
        ) : null}
      </PreviewCardContent>
    </PreviewCard>
  );
}
