import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelsPage } from "../../../../components/channels/channels-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("channel"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/channels");
  return <ChannelsPage />;
}
