"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { PagedRows } from "../live/paged-rows.tsx";
import { useStepName } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { EmptyState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";

const tones = { running: "pending", ok: "positive", failed: "destructive" } as const satisfies Record<
  string,
  Tone
>;

/** Where an Inngest server keeps the runs: a plain word about that, and what our own timeline knows. */
export function EventRunList({
  engine,
  dashboardUrl,
}: {
  engine: "embedded" | "self-hosted" | "cloud";
  dashboardUrl: string | null;
}) {
  const t = useTranslations("run");
  const event = useTranslations("event");
  const stepName = useStepName();
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.run.ofEvents.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <div className="mx-4 mb-4 flex max-w-3xl flex-col gap-2 rounded-md border px-4 py-3 md:mx-8">
        <p>{t(engine === "cloud" ? "elsewhere.cloud" : "elsewhere.selfHosted")}</p>
        {dashboardUrl ? (
          <a
            href={dashboardUrl}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center gap-1 self-start text-primary hover:underline"
          >
            {t("elsewhere.open")} <ExternalLink aria-hidden className="size-3.5" />
          </a>
        ) : null}
        <p className="text-sm text-muted-foreground">{t("elsewhere.timeline")}</p>
      </div>
      <PagedRows
        list={list}
        rows={rows}
        label={t("title")}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      >
        {(run) => (
          <RowLink
            key={run.id}
            href={`/events/${run.eventId}`}
            columns="md:grid-cols-[minmax(0,1fr)_minmax(0,14rem)_6rem_6rem_5rem]"
          >
            <span className="truncate font-medium">
              <bdi>{run.eventType}</bdi>
            </span>
            <span className="truncate font-mono text-xs max-md:order-3">
              {run.step === null ? null : stepName(run.step)}
            </span>
            <span className="text-sm text-muted-foreground max-md:hidden">{event(`cause.${run.cause}`)}</span>
            <span className="justify-self-end">
              {run.status ? (
                <Badge tone={tones[run.status]}>{event(`stepStatus.${run.status}`)}</Badge>
              ) : (
                <Badge>{t("status.queued")}</Badge>
              )}
            </span>
            <RelativeTime
              at={run.createdAt}
              className="justify-self-end text-xs text-muted-foreground max-md:order-4"
            />
          </RowLink>
        )}
      </PagedRows>
    </>
  );
}
