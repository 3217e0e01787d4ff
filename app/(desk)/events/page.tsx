import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventList } from "../../../components/events/event-list.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event"))("title") };
}

export default async function EventsPage() {
  await requireViewer("/events");
  return <EventList />;
}
