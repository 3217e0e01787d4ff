"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useDuration } from "../runs/use-run-texts.ts";
import { useTRPC } from "../trpc.ts";
import { ErrorState } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { Figure } from "./figure.tsx";

const Charts = lazy(() => import("./charts.tsx"));
const lookAgainMs = 30_000;

/** The last fourteen days in numbers, each with how it is counted, and day by day. */
export function Figures() {
  const t = useTranslations("figures");
  const trpc = useTRPC();
  const format = useFormatter();
  const duration = useDuration();
  const errorText = useErrorText();
  const timeZone = useTimeZone() ?? "UTC";
  const query = useQuery(
    trpc.figure.show.queryOptions(
      { timeZone },
      { refetchInterval: lookAgainMs, staleTime: lookAgainMs, placeholderData: keepPreviousData },
    ),
  );
  const share = (part: number, whole: number) =>
    whole === 0 ? t("none") : format.number(part / whole, { style: "percent", maximumFractionDigits: 0 });
  const seconds = (value: number | null) => (value === null ? t("none") : duration(value * 1000));
  if (query.isError && !query.data)
    return <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />;
  const figures = query.data;
  if (!figures)
    return (
      <div
        role="status"
        aria-label={t("title")}
        className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6"
      >
        {["a", "b", "c", "d", "e", "f"].map((name) => (
          <div key={name} className="skeleton h-28" />
        ))}
      </div>
    );
  const { decisions, firstResponse, waiting } = figures;
  const sent = decisions.unedited + decisions.edited + decisions.byPlaybook;
  const decided = sent + decisions.rejected;
  return (
    <section aria-labelledby="figures" className="flex flex-col gap-4">
      <h2 id="figures" className="sr-only">
        {t("title")}
      </h2>
      <dl className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2 lg:grid-cols-3">
        <Figure
          name="waiting"
          value={format.number(waiting.count)}
          href="/inbox?status=awaiting_review"
          detail={
            waiting.oldestSince ? (
              <>
                {t("waitingDetail", {
                  underHour: waiting.underHour,
                  underFour: waiting.underFour,
                  underDay: waiting.underDay,
                  longer: waiting.longer,
                })}
                {t("oldest")}
                <RelativeTime at={waiting.oldestSince} />
              </>
            ) : (
              t("nothingWaits")
            )
          }
        />
        <Figure
          name="firstResponse"
          value={seconds(firstResponse.medianSeconds)}
          detail={t("firstResponseDetail", {
            count: firstResponse.answered,
            p90: seconds(firstResponse.p90Seconds),
          })}
        />
        <Figure
          name="accepted"
          value={share(decisions.unedited + decisions.byPlaybook, decided)}
          detail={t("acceptedDetail", {
            unedited: decisions.unedited,
            edited: decisions.edited,
            byPlaybook: decisions.byPlaybook,
            rejected: decisions.rejected,
          })}
        />
        <Figure
          name="volume"
          value={format.number(figures.events)}
          href="/events"
          detail={t("volumeDetail", { duplicates: figures.duplicates, refused: figures.refused })}
        />
        <Figure
          name="abstained"
          value={share(figures.abstained, figures.drafts)}
          detail={t("abstainedDetail", { abstained: figures.abstained, drafts: figures.drafts })}
        />
        <Figure
          name="failed"
          value={format.number(figures.deliveriesFailed)}
          href="/deliveries?status=failed"
          detail={figures.deliveriesFailed > 0 ? t("failedDetail") : t("nothingFailed")}
        />
      </dl>
      <Suspense fallback={<div className="skeleton h-64" />}>
        <Charts days={figures.days} />
      </Suspense>
      <p className="text-sm text-muted-foreground">{t("zone", { timeZone })}</p>
    </section>
  );
}
