import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecretsPage } from "../../../../components/secrets/secrets-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secrets"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/secrets");
  return <SecretsPage />;
}
