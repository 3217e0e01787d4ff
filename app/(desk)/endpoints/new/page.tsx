import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewEndpoint } from "../../../../components/endpoints/new-endpoint.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("endpoint"))("new.title") };
}

export default async function NewEndpointPage() {
  await requireViewer("/endpoints/new");
  return <NewEndpoint />;
}
