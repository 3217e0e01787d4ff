"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { WriteArticle } from "./write-article.tsx";

type Topic = Answers["knowledge"]["topics"][number];

/** The articles worth writing: what customers asked and nobody's document answers, the most asked first. */
export function TopicList() {
  const t = useTranslations("questions");
  const isAdmin = useIsAdmin();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [writing, setWriting] = useState<Topic>();
  const topics = useQuery(trpc.knowledge.topics.queryOptions());
  const settle = useMutation(
    trpc.knowledge.settle.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("setAside") });
        await client.invalidateQueries(trpc.knowledge.topics.pathFilter());
      },
      onError: (error) => toast.error({ title: t("notSetAside"), description: errorText(error) }),
    }),
  );
  if (topics.isPending) return <SkeletonRows count={3} />;
  if (!topics.data)
    return <ErrorState error={{ message: errorText(topics.error) }} onRetry={() => topics.refetch()} />;
  if (topics.data.length === 0) return <EmptyState title={t("noTopics")}>{t("noTopicsHint")}</EmptyState>;
  return (
    <>
      <ul aria-label={t("topics")} className="divide-y rounded-lg border">
        {topics.data.map((topic) => {
          const [newest] = topic.questions;
          return (
            <li key={newest!.id} className="flex flex-col gap-2 px-4 py-3">
              <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                <div className="min-w-0 flex-1 basis-72">
                  <p className="foreign-text line-clamp-2 font-medium">{topic.title}</p>
                  <p className="text-sm text-muted-foreground">
                    {t("asked", { count: topic.questions.length })} · <RelativeTime at={newest!.askedAt} />
                  </p>
                </div>
                {isAdmin ? (
                  <div className="flex gap-2">
                    <Button size="sm" onClick={() => setWriting(topic)}>
                      <PenLine aria-hidden /> {t("write")}
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      disabled={settle.isPending}
                      focusableWhenDisabled
                      onClick={() => settle.mutate({ ids: topic.questions.map(({ id }) => id) })}
                    >
                      {t("dismiss")}
                    </Button>
                  </div>
                ) : null}
              </div>
              {topic.questions.length > 1 ? (
                <details className="text-sm">
                  <summary className="w-fit min-h-6 cursor-pointer text-muted-foreground hover:text-foreground">
                    {t("all")}
                  </summary>
                  <ul className="mt-1 flex flex-col gap-1">
                    {topic.questions.slice(0, 30).map(({ id, question, conversationId }) => (
                      <li key={id} className="foreign-text line-clamp-3 border-l-2 pl-2">
                        {conversationId ? (
                          <Link
                            href={`/inbox/${conversationId}`}
                            prefetch={false}
                            className="hover:underline"
                          >
                            {question}
                          </Link>
                        ) : (
                          question
                        )}
                      </li>
                    ))}
                  </ul>
                </details>
              ) : null}
            </li>
          );
        })}
      </ul>
      <WriteArticle topic={writing} onClose={() => setWriting(undefined)} />
    </>
  );
}
