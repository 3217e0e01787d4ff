import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DocumentPage } from "../../../../components/knowledge/document-page.tsx";
import { requireViewer } from "../../viewer.ts";

type Query = Record<"version" | "start" | "end", string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("document"))("single") };
}

export default async function SingleDocumentPage({
  params,
  searchParams,
}: {
  params: Promise<{ documentId: string }>;
  searchParams: Promise<Query>;
}) {
  const { documentId } = await params;
  const query = await searchParams;
  const text = (name: keyof Query) => (typeof query[name] === "string" ? query[name] : undefined);
  const range = new URLSearchParams(
    (["version", "start", "end"] as const).flatMap((name) => (text(name) ? [[name, text(name) ?? ""]] : [])),
  ).toString();
  await requireViewer(`/knowledge/${documentId}${range && `?${range}`}`);
  return (
    <DocumentPage
      key={documentId}
      id={documentId}
      versionId={text("version")}
      start={text("start")}
      end={text("end")}
    />
  );
}
