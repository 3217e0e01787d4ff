"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NotThereYet } from "../live/not-there-yet.tsx";
import { useTRPC } from "../trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { JsonBlock } from "./json-block.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunFacts } from "./run-facts.tsx";
import { hasEnded, RunStatusBadge } from "./run-status.tsx";
import { RunTimeline } from "./run-timeline.tsx";
import { useFunctionName } from "./use-run-texts.ts";

const refreshMs = 1500;

/** One run: what became of it, where its time went, what went in and came out; while it goes on, it is read again. */
export function RunPage({ id }: { id: string }) {
  const t = useTranslations("run");
  const trpc = useTRPC();
  const functionName = useFunctionName();
  const query = useQuery(
    trpc.run.show.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && hasEnded(state.data.status) ? false : refreshMs) },
    ),
  );
  const back = { href: "/runs", label: t("back") };
  if (!query.data) return <NotThereYet query={query} title={t("single")} back={back} />;
  const run = query.data;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader
        back={back}
        title={<bdi>{functionName(run.functionId)}</bdi>}
        description={<bdi className="font-mono text-xs">{run.id}</bdi>}
        actions={
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 max-sm:basis-full">
            <RunStatusBadge run={run} />
            <RunActions run={run} />
          </div>
        }
      />
      {run.error ? (
        <div className="mx-4 mb-4 rounded-md bg-destructive-soft px-3 py-2 text-sm md:mx-8">
          <p className="foreign-text text-destructive">{run.error.message}</p>
          {run.error.stack ? (
            <details>
              <summary className="min-h-6 text-muted-foreground">{t("stack")}</summary>
              <pre className="foreign-text mt-1 max-h-60 overflow-auto font-mono text-xs">
                {run.error.stack}
              </pre>
            </details>
          ) : null}
        </div>
      ) : null}
      <PageSection title={t("timeline")}>
        <RunTimeline timeline={run.timeline} />
      </PageSection>
      <PageSection title={t("facts")}>
        <RunFacts run={run} />
      </PageSection>
      <PageSection title={t("input")}>
        <JsonBlock label={t("input")} text={run.input} />
      </PageSection>
      {run.output ? (
        <PageSection title={t("output")}>
          <JsonBlock label={t("output")} text={run.output} />
        </PageSection>
      ) : null}
    </div>
  );
}
