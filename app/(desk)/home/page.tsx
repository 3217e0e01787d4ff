import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HomePage } from "../../../components/home/home-page.tsx";
import { requireViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function Home() {
  await requireViewer("/home");
  return <HomePage />;
}
