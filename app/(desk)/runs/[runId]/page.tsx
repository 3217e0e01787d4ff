import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RunPage } from "../../../../components/runs/run-page.tsx";
import { requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("run"))("single") };
}

export default async function SingleRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  await requireViewer(`/runs/${runId}`);
  return <RunPage key={runId} id={runId} />;
}
