import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DocumentList } from "../../../components/knowledge/document-list.tsx";
import { KnowledgeSearch } from "../../../components/knowledge/knowledge-search.tsx";
import { KnowledgeTabs } from "../../../components/knowledge/knowledge-tabs.tsx";
import { PageHeader } from "../../../components/ui/page-header.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("knowledge"))("title") };
}

export default async function KnowledgePage() {
  await requireViewer("/knowledge");
  const t = await getTranslations("knowledge");
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <KnowledgeTabs />
      <KnowledgeSearch />
      <DocumentList />
    </div>
  );
}
