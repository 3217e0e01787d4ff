"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { AddTestQuestions } from "./add-test-questions.tsx";
import { EvaluationFigures } from "./evaluation-figures.tsx";
import { TestQuestionList } from "./test-question-list.tsx";

/** How well the search answers the questions the team wrote down: the figures, against the run before, and each question. */
export function EvaluationPage() {
  const t = useTranslations("evaluation");
  const isAdmin = useIsAdmin();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const found = useQuery(trpc.knowledge.evaluation.queryOptions());
  const run = useMutation(
    trpc.knowledge.evaluate.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.knowledge.evaluation.pathFilter()),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  if (found.isPending) return <SkeletonRows count={6} className="md:px-8" />;
  if (found.error)
    return <ErrorState error={{ message: errorText(found.error) }} onRetry={() => found.refetch()} />;
  const { questions, last, before } = found.data;
  if (questions.length === 0)
    return (
      <EmptyState title={t("none")} action={isAdmin ? <AddTestQuestions /> : null}>
        {t("noneHint")}
      </EmptyState>
    );
  return (
    <>
      <PageSection title={t("title")}>
        <p className="max-w-[76ch] text-pretty text-sm text-muted-foreground">{t("about")}</p>
        <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
          {isAdmin ? (
            <>
              <Button
                variant="primary"
                disabled={run.isPending}
                focusableWhenDisabled
                onClick={() => run.mutate()}
              >
                {run.isPending ? t("running") : t("run")}
              </Button>
              <AddTestQuestions />
            </>
          ) : null}
          {last ? (
            <p aria-live="polite" className="text-sm text-muted-foreground">
              {t("lastRun")} <RelativeTime at={last.ranAt} />
            </p>
          ) : null}
        </div>
        {last ? (
          <EvaluationFigures report={last.report} before={before?.report ?? null} />
        ) : (
          <p className="mt-4 text-sm text-muted-foreground">{t("notRun")}</p>
        )}
      </PageSection>
      <TestQuestionList questions={questions} results={last?.report.results ?? []} />
    </>
  );
}
