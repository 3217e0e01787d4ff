import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ToolList } from "../../../components/tools/tool-list.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tool"))("title") };
}

export default async function ToolsPage() {
  await requireViewer("/tools");
  return <ToolList />;
}
