import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ToolPage } from "../../../../components/tools/tool-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tool"))("title") };
}

/** A tool, or "new". */
export default async function OneToolPage({ params }: { params: Promise<{ toolId: string }> }) {
  const { toolId } = await params;
  await requireViewer(`/tools/${toolId}`);
  return <ToolPage id={toolId === "new" ? null : toolId} />;
}
