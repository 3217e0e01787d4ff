import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ServicesPage } from "../../../../components/system/services-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("services"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/services");
  return <ServicesPage />;
}
