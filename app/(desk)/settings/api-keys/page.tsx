import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiKeyList } from "../../../../components/api-keys/api-key-list.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKey"))("title") };
}

export default async function ApiKeysPage() {
  await requireViewer("/settings/api-keys");
  return <ApiKeyList />;
}
