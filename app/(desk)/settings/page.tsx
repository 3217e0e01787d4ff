import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsOverview } from "../../../components/settings/settings-overview.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  await requireViewer("/settings");
  return <SettingsOverview />;
}
