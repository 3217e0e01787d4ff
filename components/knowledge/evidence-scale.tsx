"use client";

import { useFormatter, useTranslations } from "next-intl";

const width = 160;
const most = 2;

/** How much evidence was found, on the scale of what counts as related and as an answer. */
export function EvidenceScale({
  evidence,
  thresholds,
}: {
  evidence: number;
  thresholds: { answer: number; related: number };
}) {
  const t = useTranslations("knowledge.search");
  const format = useFormatter();
  const number = (value: number) =>
    format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const at = (value: number) => (Math.min(value, most) / most) * width;
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <svg viewBox={`0 0 ${width} 12`} className="h-3 w-40" aria-hidden role="presentation">
        <rect x="0" y="4" width={width} height="4" rx="2" fill="var(--muted)" />
        <rect x="0" y="4" width={at(evidence)} height="4" rx="2" fill="var(--primary)" />
        <rect x={at(thresholds.related)} y="0" width="1.5" height="12" fill="var(--pending)" />
        <rect x={at(thresholds.answer)} y="0" width="1.5" height="12" fill="var(--positive)" />
      </svg>
      {t("evidence", {
        evidence: number(evidence),
        related: number(thresholds.related),
        answer: number(thresholds.answer),
      })}
    </p>
  );
}
