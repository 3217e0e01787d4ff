import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RunsScreen } from "../../../components/runs/runs-screen.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("run"))("title") };
}

export default async function RunsPage() {
  await requireViewer("/runs");
  return <RunsScreen />;
}
