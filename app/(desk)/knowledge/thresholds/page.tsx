import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KnowledgeTabs } from "../../../../components/knowledge/knowledge-tabs.tsx";
import { ThresholdsPage } from "../../../../components/knowledge/thresholds-page.tsx";
import { PageHeader } from "../../../../components/ui/page-header.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("knowledgeTabs"))("thresholds") };
}

export default async function KnowledgeThresholdsPage() {
  await requireViewer("/knowledge/thresholds");
  const t = await getTranslations("knowledge");
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <KnowledgeTabs />
      <ThresholdsPage />
    </div>
  );
}
