import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlaybookPage } from "../../../../components/playbooks/playbook-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("playbook"))("title") };
}

/** A playbook, or "new". */
export default async function OnePlaybookPage({ params }: { params: Promise<{ playbookId: string }> }) {
  const { playbookId } = await params;
  await requireViewer(`/playbooks/${playbookId}`);
  return <PlaybookPage id={playbookId === "new" ? null : playbookId} />;
}
