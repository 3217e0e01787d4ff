"use client";

import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { EventRunList } from "./event-run-list.tsx";
import { RunList, useRunOverview } from "./run-list.tsx";

/** The runs of the embedded engine; with an Inngest server, where its runs are to be seen, and our own timeline. */
export function RunsScreen() {
  const t = useTranslations("run");
  const errorText = useErrorText();
  const overview = useRunOverview();
  const { data } = overview;
  return (
    <div className="h-full overflow-y-auto">
      <PageHeader title={t("title")} description={t("description")} />
      {data?.counts ? (
        <RunList counts={data.counts} functions={data.functions} />
      ) : data ? (
        <EventRunList engine={data.engine} dashboardUrl={data.dashboardUrl} />
      ) : overview.isError ? (
        <ErrorState error={{ message: errorText(overview.error) }} onRetry={() => overview.refetch()} />
      ) : (
        <SkeletonRows count={10} className="md:px-8" />
      )}
    </div>
  );
}
