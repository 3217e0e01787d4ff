"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ExactTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";

const ThresholdCurve = lazy(() => import("./threshold-curve.tsx"));

/** When the desk says "answer", "related" or nothing: the thresholds, what they were learned from, and their curve. */
export function ThresholdsPage() {
  const t = useTranslations("thresholds");
  const format = useFormatter();
  const isAdmin = useIsAdmin();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const found = useQuery(trpc.knowledge.calibration.queryOptions());
  const refresh = () => client.invalidateQueries(trpc.knowledge.calibration.pathFilter());
  const calibrate = useMutation(
    trpc.knowledge.calibrate.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  const reset = useMutation(
    trpc.knowledge.resetCalibration.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  if (found.isPending) return <SkeletonRows count={6} className="md:px-8" />;
  if (found.error)
    return <ErrorState error={{ message: errorText(found.error) }} onRetry={() => found.refetch()} />;
  const learned = found.data?.learned;
  const number = (value: number) =>
    format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const actions = isAdmin ? (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button
        variant="primary"
        disabled={calibrate.isPending}
        focusableWhenDisabled
        onClick={() => calibrate.mutate()}
      >
        {calibrate.isPending ? t("learning") : t(learned ? "again" : "calibrate")}
      </Button>
      {learned ? (
        <Button
          variant="ghost"
          disabled={reset.isPending}
          focusableWhenDisabled
          onClick={() => reset.mutate()}
        >
          {t("reset")}
        </Button>
      ) : null}
    </div>
  ) : null;
  return (
    <PageSection title={t("title")}>
      <p className="max-w-[76ch] text-pretty text-sm text-muted-foreground">{t("about")}</p>
      {learned && found.data ? (
        <>
          {actions}
          <div className="mt-4">
            <Facts>
              <Fact name={t("answerFrom")}>
                {t("moved", { now: number(learned.chosen.answer), before: number(learned.before.answer) })}
              </Fact>
              <Fact name={t("relatedFrom")}>
                {t("moved", { now: number(learned.chosen.related), before: number(learned.before.related) })}
              </Fact>
              <Fact name={t("from")}>
                {t("sections", { count: learned.sections })}
                {learned.sent + learned.rejected > 0
                  ? `${t("separator")}${t("verdicts", { sent: learned.sent, rejected: learned.rejected })}`
                  : null}
              </Fact>
              <Fact name={t("auroc")}>{number(learned.auroc)}</Fact>
              <Fact name={t("at")}>
                <ExactTime at={found.data.calibratedAt} />
              </Fact>
            </Facts>
          </div>
          <Suspense fallback={<div className="skeleton mt-4 h-72" />}>
            <ThresholdCurve learned={learned} />
          </Suspense>
        </>
      ) : (
        <EmptyState title={t("none")} action={actions}>
          {t("noneHint")}
        </EmptyState>
      )}
    </PageSection>
  );
}
