import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamPage } from "../../../../components/team/team-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/team");
  return <TeamPage />;
}
