import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventPage } from "../../../../components/events/event-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event"))("single") };
}

export default async function SingleEventPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  await requireViewer(`/events/${eventId}`);
  return <EventPage key={eventId} id={eventId} />;
}
