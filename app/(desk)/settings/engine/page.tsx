import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EnginePage } from "../../../../components/engine/engine-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("engine"))("title") };
}

export default async function EngineSettingsPage() {
  await requireViewer("/settings/engine");
  return <EnginePage />;
}
