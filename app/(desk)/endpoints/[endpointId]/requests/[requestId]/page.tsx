import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RequestPage } from "../../../../../../components/endpoints/request-page.tsx";
import { requireViewer } from "../../../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("endpoint"))("request.single") };
}

export default async function SingleRequestPage({
  params,
}: {
  params: Promise<{ endpointId: string; requestId: string }>;
}) {
  const { endpointId, requestId } = await params;
  await requireViewer(`/endpoints/${endpointId}/requests/${requestId}`);
  return <RequestPage key={requestId} endpointId={endpointId} id={requestId} />;
}
