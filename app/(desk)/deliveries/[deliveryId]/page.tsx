import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeliveryPage } from "../../../../components/deliveries/delivery-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("delivery"))("single") };
}

export default async function SingleDeliveryPage({ params }: { params: Promise<{ deliveryId: string }> }) {
  const { deliveryId } = await params;
  await requireViewer(`/deliveries/${deliveryId}`);
  return <DeliveryPage key={deliveryId} id={deliveryId} />;
}
