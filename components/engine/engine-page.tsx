"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useDuration } from "../runs/use-run-texts.ts";
import { useTRPC } from "../trpc.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { EngineTest } from "./engine-test.tsx";
import { GrowthSteps } from "./growth-steps.tsx";

/** What runs the durable functions now, whether it works, and how to move on to an Inngest server. */
export function EnginePage() {
  const t = useTranslations("engine");
  const errorText = useErrorText();
  const duration = useDuration();
  const trpc = useTRPC();
  const query = useQuery(trpc.run.engine.queryOptions(undefined, { refetchInterval: 5000 }));
  const engine = query.data;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      {engine ? (
        <>
          <PageSection title={t("now")}>
            <p className="mb-2">{t(`kinds.${engine.kind}`)}</p>
            {engine.kind === "embedded" ? (
              <p className="mb-2 text-muted-foreground">{t(`survives.${engine.database}`)}</p>
            ) : null}
            <Facts>
              <Fact name={t("fields.serveUrl")}>
                <span className="font-mono text-xs">{engine.serveUrl}</span>
              </Fact>
              <Fact name={t("fields.baseUrl")}>
                {engine.baseUrl ? <span className="font-mono text-xs">{engine.baseUrl}</span> : null}
              </Fact>
              <Fact name={t("fields.functions")}>{engine.functions}</Fact>
              <Fact name={t("fields.queue")}>
                {engine.metrics
                  ? t("queue", {
                      count: engine.metrics.queueDepth,
                      age: duration(engine.metrics.oldestAgeSeconds * 1000),
                    })
                  : null}
              </Fact>
              <Fact name={t("fields.runs")}>
                <Link href="/runs" className="text-primary hover:underline">
                  {t("toRuns")}
                </Link>
              </Fact>
            </Facts>
            <EngineTest />
          </PageSection>
          <GrowthSteps publicUrl={engine.publicUrl} />
        </>
      ) : query.isError ? (
        <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows count={6} className="md:px-8" />
      )}
    </div>
  );
}
