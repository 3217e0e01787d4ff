import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { InboxFrame } from "../../../components/inbox/inbox-frame.tsx";
import { findViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inbox"))("title") };
}

export default async function InboxLayout({ children }: { children: ReactNode }) {
  return (await findViewer()) ? <InboxFrame>{children}</InboxFrame> : children;
}
