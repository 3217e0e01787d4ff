import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeliveryList } from "../../../components/deliveries/delivery-list.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("delivery"))("title") };
}

export default async function DeliveriesPage() {
  await requireViewer("/deliveries");
  return <DeliveryList />;
}
