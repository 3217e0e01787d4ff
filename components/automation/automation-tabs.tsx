"use client";

import { useTranslations } from "next-intl";
import { PageTabs } from "../ui/page-tabs.tsx";

/** Playbooks and the tools they use: two lists, one place. */
export function AutomationTabs() {
  const t = useTranslations("automation");
  return (
    <PageTabs
      label={t("tabs")}
      tabs={[
        { label: t("playbooks"), href: "/playbooks" },
        { label: t("tools"), href: "/tools" },
      ]}
    />
  );
}
