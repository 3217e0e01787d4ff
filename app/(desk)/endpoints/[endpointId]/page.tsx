import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EndpointPage } from "../../../../components/endpoints/endpoint-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("endpoint"))("single") };
}

export default async function SingleEndpointPage({ params }: { params: Promise<{ endpointId: string }> }) {
  const { endpointId } = await params;
  await requireViewer(`/endpoints/${endpointId}`);
  return <EndpointPage key={endpointId} id={endpointId} />;
}
