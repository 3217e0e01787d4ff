import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EndpointList } from "../../../components/endpoints/endpoint-list.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("endpoint"))("title") };
}

export default async function EndpointsPage() {
  await requireViewer("/endpoints");
  return <EndpointList />;
}
