"use client";

import { useTranslations } from "next-intl";
import { PageSection } from "../ui/page-section.tsx";
import { QuestionList } from "./question-list.tsx";
import { TopicList } from "./topic-list.tsx";

/** What the base was asked: by topic what it could not answer, and every question with its outcome. */
export function QuestionsPage() {
  const t = useTranslations("questions");
  return (
    <>
      <PageSection title={t("topics")}>
        <p className="mb-3 text-pretty text-sm text-muted-foreground">{t("topicsHint")}</p>
        <TopicList />
      </PageSection>
      <section aria-label={t("record")} className="border-t pt-5">
        <h2 className="mb-2 px-4 font-semibold md:px-8">{t("record")}</h2>
        <QuestionList />
      </section>
    </>
  );
}
