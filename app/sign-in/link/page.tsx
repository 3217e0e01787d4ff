import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkForm } from "../../../components/sign-in/link-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("linkTitle"), referrer: "no-referrer" };
}

export default async function SignInLinkPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const t = await getTranslations("signIn");
  const { token } = await searchParams;
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">{t("linkTitle")}</h1>
      <p className="mb-6 text-muted-foreground">{t("linkDescription")}</p>
      <LinkForm token={typeof token === "string" ? token : ""} />
    </>
  );
}
