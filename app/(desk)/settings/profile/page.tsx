import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfilePage } from "../../../../components/profile/profile-page.tsx";
import { LanguageSwitch } from "../../../locale/language-switch.tsx";
import { findViewer, requireViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

export default async function Page() {
  await requireViewer("/settings/profile");
  const viewer = await findViewer();
  if (!viewer) return null;
  const { name, email } = viewer.member;
  return <ProfilePage name={name} email={email} languageSwitch={<LanguageSwitch />} />;
}
