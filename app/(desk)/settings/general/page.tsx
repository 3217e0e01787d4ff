import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorkspacePage } from "../../../../components/workspace/workspace-page.tsx";
import { findViewer, requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspace"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/general");
  const viewer = await findViewer();
  return viewer && <WorkspacePage name={viewer.member.workspaceName} />;
}
