import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EvaluationPage } from "../../../../components/knowledge/evaluation-page.tsx";
import { KnowledgeTabs } from "../../../../components/knowledge/knowledge-tabs.tsx";
import { PageHeader } from "../../../../components/ui/page-header.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("knowledgeTabs"))("evaluation") };
}

export default async function KnowledgeEvaluationPage() {
  await requireViewer("/knowledge/evaluation");
  const t = await getTranslations("knowledge");
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <KnowledgeTabs />
      <EvaluationPage />
    </div>
  );
}
