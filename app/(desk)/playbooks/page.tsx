import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlaybookList } from "../../../components/playbooks/playbook-list.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("playbook"))("title") };
}

export default async function PlaybooksPage() {
  await requireViewer("/playbooks");
  return <PlaybookList />;
}
