"use client";

import { useTranslations } from "next-intl";
import { PageTabs } from "../ui/page-tabs.tsx";

/** What the team knows, what it was asked, how well it finds the answer, and when it says that it knows: four pages, one place. */
export function KnowledgeTabs() {
  const t = useTranslations("knowledgeTabs");
  return (
    <PageTabs
      label={t("label")}
      tabs={[
        { label: t("documents"), href: "/knowledge" },
        { label: t("questions"), href: "/knowledge/questions" },
        { label: t("evaluation"), href: "/knowledge/evaluation" },
        { label: t("thresholds"), href: "/knowledge/thresholds" },
      ]}
    />
  );
}
