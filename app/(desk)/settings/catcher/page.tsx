import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatcherPage } from "../../../../components/catcher/catcher-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("catcher"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/catcher");
  return <CatcherPage />;
}
