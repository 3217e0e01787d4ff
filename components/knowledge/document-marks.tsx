"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "../ui/badge.tsx";

/** What an agent has to know of a document before quoting it: that it is for the team alone, or not in force any more. */
export function DocumentMarks({ metadata }: { metadata: Record<string, string> }) {
  const t = useTranslations("documentDetails");
  const format = useFormatter();
  const until = metadata.valid_until;
  const expired = until !== undefined && until < new Date().toISOString().slice(0, 10);
  const day =
    until && format.dateTime(new Date(`${until}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <>
      {metadata.audience === "internal" ? <Badge tone="pending">{t("internal")}</Badge> : null}
      {day ? (
        <Badge tone={expired ? "destructive" : "outline"}>{t(expired ? "expired" : "valid", { day })}</Badge>
      ) : null}
    </>
  );
}
