"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TestQuestion, TestResult } from "../../server/knowledge/evaluation/schema.ts";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Where the document came, or for a question that nothing answers what the search said. */
function useResult() {
  const t = useTranslations("evaluation");
  const say = useTranslations("knowledge.search");
  return ({ document }: TestQuestion, result: TestResult | undefined): { tone: Tone; text: string } => {
    if (document?.deleted) return { tone: "neutral", text: t("documentGone") };
    if (!result) return { tone: "outline", text: t("notAsked") };
    if (!document)
      return {
        tone: result.outcome === "answer" ? "destructive" : "positive",
        text: say(`outcome.${result.outcome}`),
      };
    if (result.rank === null) return { tone: "destructive", text: t("notFound") };
    return { tone: result.rank === 1 ? "positive" : "pending", text: t("foundAt", { rank: result.rank }) };
  };
}

/** The team's questions with the document that answers each, and what the last run made of it. */
export function TestQuestionList({
  questions,
  results,
}: {
  questions: TestQuestion[];
  results: TestResult[];
}) {
  const t = useTranslations("evaluation");
  const isAdmin = useIsAdmin();
  const errorText = useErrorText();
  const resultOf = useResult();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries(trpc.knowledge.evaluation.pathFilter());
  const restore = useMutation(
    trpc.knowledge.addTestQuestions.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  const remove = useMutation(
    trpc.knowledge.removeTestQuestion.mutationOptions({
      onSettled: refresh,
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  const removeOne = ({ id, question, document }: TestQuestion) =>
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          toast.success({
            title: t("removed"),
            ...(document?.deleted
              ? {}
              : {
                  action: {
                    label: t("undo"),
                    run: () =>
                      restore.mutate({
                        questions: [question],
                        answer: document ? { documentId: document.id } : "nothing",
                      }),
                  },
                }),
          }),
      },
    );
  return (
    <section aria-label={t("list")} className="border-t pt-5">
      <h2 className="mb-2 px-4 font-semibold md:px-8">{t("list")}</h2>
      <ul>
        {questions.map((one) => {
          const { tone, text } = resultOf(
            one,
            results.find(({ id }) => id === one.id),
          );
          return (
            <li key={one.id} className="flex items-start gap-3 border-b px-4 py-2 md:px-8">
              <div className="min-w-0 flex-1">
                <p className="foreign-text line-clamp-2">{one.question}</p>
                <p className="truncate text-sm text-muted-foreground">
                  {one.document && !one.document.deleted ? (
                    <Link href={`/knowledge/${one.document.id}`} prefetch={false} className="hover:underline">
                      <bdi>{one.document.title}</bdi>
                    </Link>
                  ) : (
                    (one.document?.title ?? t("nothingAnswers"))
                  )}
                </p>
              </div>
              <Badge tone={tone}>{text}</Badge>
              {isAdmin ? (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t("remove", { question: one.question })}
                  disabled={remove.isPending}
                  focusableWhenDisabled
                  onClick={() => removeOne(one)}
                >
                  <Trash2 aria-hidden />
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
